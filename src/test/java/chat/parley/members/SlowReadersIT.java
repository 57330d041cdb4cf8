package chat.parley.members;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that request a lot and read nothing, on a pod with little memory (protocol.md section 8, 4002).
@Lane(Lane.LOAD)
final class SlowReadersIT {
    private static final int READERS = 300;
    private static final int MESSAGES = 100;
    /// More than a socket's buffers hold.
    private static final int PAGES = 10;
    private static final String LONG = "x".repeat(4_800);
    private static final int SLOW_READER = 4002;
    private static final String ROOM = "long-ago";
    private static final String LAST_PAGE = "\"h" + (PAGES - 1) + "\"";
    private static final Pattern USER = Pattern.compile("\"user\":\\{\"id\":\"([^\"]+)\"");
    private static final Pattern CLOSED = Pattern.compile("closed session=\\S+ user=(\\S+) code=4002");
    private static final long POLL_NANOS = 100_000_000;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Pod POD = PODS.pod(
            "-Xmx160m",
            "-XX:MaxDirectMemorySize=64m",
            // A busy machine takes longer than a ping may go unanswered, and no reader answers any.
            "parley.heartbeat.interval=5m",
            "parley.limits.messages-per-second=1000",
            "parley.limits.messages-burst=1000",
            "parley.limits.commands-per-second=1000",
            "parley.limits.commands-burst=1000");

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    @Test
    void slowReaderDoesNotExhaustMemory() {
        Map<String, RawSocket> readers = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        try (Member ada = Member.named("Ada", POD);
                Member grace = Member.named("Grace", POD);
                RawSocket modest = RawSocket.narrow(POD)) {
            ada.joins(ROOM);
            grace.joins(ROOM);
            for (int i = 0; i < MESSAGES; i++) {
                ada.says(ROOM, LONG);
            }
            modest.says(Frame.of("op", "hello", "name", "Modest"));
            CompletableFuture<Integer> chat =
                    CompletableFuture.supplyAsync(() -> chats(ada, grace, over), Thread::startVirtualThread);
            CompletableFuture<Boolean> notified =
                    CompletableFuture.supplyAsync(() -> notified(readers, over), Thread::startVirtualThread);
            for (int i = 0; i < READERS; i++) {
                asking(readers);
            }
            Meters asked = Meters.of(POD);
            double bound = asked.sum("parley_outbox_bound");
            assertEquals(32 << 20, bound);
            await().atMost(30, SECONDS)
                    .until(() ->
                            Meters.of(POD).sum("parley_connections_closed_total", "code=\"4002\"") > READERS / 2.0);
            assertTrue(Meters.of(POD).sum("parley_outbox_ended_total") > READERS / 2.0);
            await().atMost(30, SECONDS).until(() -> Meters.of(POD).sum("parley_outbox_bytes") < bound);
            over.set(true);
            assertTrue(chat.join() > 20, "Ada and Grace went on talking");
            modest.says(Frame.of("op", "ping", "ref", "last"));
            assertEquals(0, modest.readsUntil(text -> text.contains("\"last\"")), "the smallest are left alone");
            assertEquals(
                    MESSAGES, ada.history(ROOM, "limit", 100).get("messages").size());
            assertTrue(notified.join(), "a reader that is closed and reads after all gets the close code");
        } finally {
            readers.values().forEach(RawSocket::close);
        }
        assertEquals(List.of(), POD.mistakes());
        for (String word : List.of("OutOfDirectMemory", "OutOfMemory", "\"level\":\"ERROR\"", "\"exception\":")) {
            assertFalse(POD.said().contains(word), () -> "expected a log without " + word);
        }
    }

    /// The pod tries for eight seconds to deliver the close code: reads at once from each reader that the log
    /// names, until one got its code or the test is over.
    private static boolean notified(Map<String, RawSocket> readers, AtomicBoolean over) {
        Set<String> tried = new HashSet<>();
        while (!over.get()) {
            Matcher closed = CLOSED.matcher(POD.said());
            while (closed.find()) {
                RawSocket socket = readers.get(closed.group(1));
                if (socket != null
                        && tried.add(closed.group(1))
                        && socket.readsUntil(text -> text.contains(LAST_PAGE)) == SLOW_READER) {
                    return true;
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return false;
    }

    private static void asking(Map<String, RawSocket> readers) {
        RawSocket socket = RawSocket.narrow(POD);
        StringBuilder user = new StringBuilder();
        while (user.isEmpty()) {
            socket.says(Frame.of("op", "hello", "ref", "in", "name", "Asks"));
            assertEquals(0, socket.readsUntil(text -> {
                Matcher ok = USER.matcher(text);
                if (text.startsWith("{\"ref\":\"in\",\"ok\"") && ok.find()) {
                    user.append(ok.group(1));
                }
                return text.startsWith("{\"ref\":\"in\"");
            }));
        }
        readers.put(user.toString(), socket);
        socket.says(Frame.of("op", "join", "ref", "j", "room", ROOM));
        for (int i = 0; i < PAGES; i++) {
            socket.says(Frame.of("op", "history", "ref", "h" + i, "room", ROOM, "limit", 100));
        }
    }

    /// Both members take turns, each message acknowledged and received; returns the number of turns.
    private static int chats(Member ada, Member grace, AtomicBoolean over) {
        int said = 0;
        while (!over.get()) {
            ada.says("lobby", "ada " + said);
            grace.hears("lobby", "ada " + said);
            grace.says("lobby", "grace " + said);
            ada.hears("lobby", "grace " + said);
            said++;
        }
        return said;
    }
}
