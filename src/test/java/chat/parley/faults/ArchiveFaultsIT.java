package chat.parley.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.dev.OwnPostgres;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Store;
import chat.parley.protocol.EntryKind;
import chat.parley.protocol.RoomId;
import chat.parley.reader.LogPart;
import chat.parley.reader.LoggedEntry;
import chat.parley.reader.MessageState;
import chat.parley.reader.MessageVersion;
import chat.parley.reader.RedisEntries;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages with edits and deletions through two pods, while PostgreSQL is restarted twice and a pod is killed: then
/// the archive is equal to the log in Redis, without a message missing or twice. In the long form 100,000 of them.
@Lane(Lane.LOAD)
final class ArchiveFaultsIT {
    private static final int MESSAGES = Scale.LONG ? 100_000 : 4_000;
    private static final int ROOMS = 4;
    private static final int BATCH = Scale.LONG ? 100 : 50;
    private static final Duration PATIENCE = Duration.ofMinutes(Scale.LONG ? 10 : 2);
    private static final String KEY = "parley_admin.0123456789abcdef0123456789abcdef";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private final OwnPostgres postgres = new OwnPostgres();
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();

    private String[] settings() {
        return Stream.concat(
                        postgres.settings().stream(),
                        Stream.of(
                                "parley.admin-key=" + KEY,
                                "parley.history.entries=1000000",
                                "parley.limits.key-messages-per-second=1000000",
                                "parley.limits.key-messages-burst=1000000",
                                "parley.limits.bytes-per-minute=1T",
                                "parley.limits.bytes-burst=1T",
                                "parley.limits.room-bytes-per-minute=1T",
                                "parley.limits.room-bytes-burst=1T",
                                "parley.limits.commands-per-second=1000000",
                                "parley.limits.commands-burst=1000000"))
                .toArray(String[]::new);
    }

    @Test
    void archiveIsEqualToTheLog() throws InterruptedException, ExecutionException {
        try {
            pods.add(PODS.pod(settings()));
            pods.add(PODS.pod(settings()));
            PODS.ready();
            List<String> rooms = new ArrayList<>();
            try (Member ada = Member.named("Ada", pods.getFirst())) {
                for (int i = 0; i < ROOMS; i++) {
                    rooms.add(PodCluster.room());
                    ada.joins(rooms.getLast());
                }
            }
            long began = System.nanoTime();
            try (ExecutorService writers = Executors.newFixedThreadPool(ROOMS)) {
                List<Future<?>> all = new ArrayList<>();
                for (String room : rooms) {
                    all.add(writers.submit(() -> writes(room)));
                }
                reaches(MESSAGES / 4);
                postgres.stop();
                reaches(MESSAGES / 3);
                postgres.start();
                reaches(MESSAGES / 2);
                pods.removeLast().kill();
                pods.add(PODS.pod(settings()));
                reaches(MESSAGES * 2 / 3);
                postgres.kill();
                reaches(MESSAGES * 3 / 4);
                postgres.start();
                for (Future<?> one : all) {
                    one.get();
                }
            }
            long written = System.nanoTime();
            int entries = 0;
            try (Store store = new Store(PODS.redis().address())) {
                Pool pool = postgres.pool(store.vertx());
                for (String room : rooms) {
                    entries += assertEqual(store, pool, new RoomId(room));
                }
                Store.result(pool.close());
            }
            double writing = (written - began) / 1e9;
            double after = (System.nanoTime() - written) / 1e9;
            Report.archived(
                    "PostgreSQL stopped, PostgreSQL killed, a pod killed: the archive",
                    entries,
                    String.format(Locale.ROOT, "written in %.1f s, compared %.1f s later", writing, after));
        } finally {
            pods.forEach(Pod::close);
            postgres.close();
        }
    }

    private void reaches(int count) {
        await().atMost(PATIENCE).until(() -> sent.get() >= count);
    }

    /// One room's share: batches, and between them edits and deletions of what was sent before.
    private void writes(String room) {
        for (int first = 0; first < MESSAGES / ROOMS; first += BATCH) {
            List<Long> seqs = sends(room, first);
            sent.addAndGet(seqs.size());
            for (int i = 0; i < seqs.size(); i += 10) {
                change("edit", room, seqs.get(i), "e" + first + "-" + i, ",\"text\":\"edited " + i + "\"");
            }
            for (int i = 5; i < seqs.size(); i += 20) {
                change("delete", room, seqs.get(i), "d" + first + "-" + i, "");
            }
            change("react", room, seqs.get(1), "r" + first, ",\"emoji\":\"👍\",\"on\":true");
        }
    }

    private List<Long> sends(String room, int first) {
        StringBuilder batch = new StringBuilder();
        for (int i = first; i < first + BATCH; i++) {
            batch.append(i == first ? "[" : ",")
                    .append("{\"room\":\"%s\",\"cid\":\"m%d\",\"text\":\"message %d of %s\"}"
                            .formatted(room, i, i, room));
        }
        while (true) {
            JsonNode answers = ask("/api/batch", batch + "]");
            List<Long> seqs = new ArrayList<>();
            for (JsonNode answer : answers) {
                if (answer.has("ok")) {
                    seqs.add(answer.at("/ok/seq").asLong());
                }
            }
            if (seqs.size() == BATCH) {
                return seqs;
            }
        }
    }

    private void change(String op, String room, long seq, String cid, String more) {
        ask(
                "/api/commands",
                "{\"op\":\"%s\",\"room\":\"%s\",\"seq\":%d,\"cid\":\"%s\"%s}".formatted(op, room, seq, cid, more));
    }

    /// Sends a request until a pod answers it; the same `cid` makes that harmless.
    private JsonNode ask(String path, String body) {
        String last = "no answer";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Pod pod = pods.get((int) (Thread.currentThread().threadId() % pods.size()));
            try {
                HttpResponse<String> answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + path))
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + KEY)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return Frame.read(answer.body());
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException | RuntimeException gone) {
                last = gone.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("expected an answer to " + path + ", got " + last);
    }

    private record Content(List<String> messages, List<String> changes) {}

    private static int assertEqual(Store store, Pool pool, RoomId room) {
        Content log = log(store, room);
        assertFalse(log.messages().isEmpty());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> archived(pool, room, "parley_change") + archived(pool, room, "parley_message")
                        >= log.messages().size() + log.changes().size());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(log.messages(), messages(pool, room), "messages"));
        assertEquals(log.changes(), changes(pool, room), "changes");
        return log.messages().size() + log.changes().size();
    }

    private static Content log(Store store, RoomId room) {
        RedisEntries entries = new RedisEntries(store.store());
        Map<Long, MessageVersion> versions = new HashMap<>();
        List<LoggedEntry> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            LogPart part = Store.result(entries.after(
                            room, all.isEmpty() ? 0 : all.getLast().seq(), 1_000, 4 << 20))
                    .orElseThrow();
            for (MessageState state : part.messages()) {
                versions.put(state.seq(), state.common());
            }
            all.addAll(part.entries());
            more = part.more();
        }
        List<String> messages = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        for (LoggedEntry entry : all) {
            if (entry.kind() == EntryKind.MESSAGE) {
                MessageVersion now = Objects.requireNonNull(versions.get(entry.seq()));
                messages.add(
                        entry.fields() + now.content() + entry.rest() + " " + now.edited() + " " + now.reactions());
            } else {
                changes.add(entry.kind().wire() + " " + entry.fields());
            }
        }
        return new Content(messages, changes);
    }

    private static final String IN_ROOM = " WHERE room = (SELECT number FROM parley_room WHERE room = $1)";

    private static long archived(Pool pool, RoomId room, String table) {
        return Store.result(pool.preparedQuery("SELECT count(*) FROM " + table + IN_ROOM)
                        .execute(Tuple.of(room.value())))
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<String> messages(Pool pool, RoomId room) {
        return texts(
                pool,
                "SELECT head || coalesce(content, '') || rest || ' ' || edited || ' ' || reactions FROM parley_message"
                        + IN_ROOM + " ORDER BY seq",
                room);
    }

    private static List<String> changes(Pool pool, RoomId room) {
        return texts(pool, "SELECT kind || ' ' || head FROM parley_change" + IN_ROOM + " ORDER BY seq", room);
    }

    private static List<String> texts(Pool pool, String sql, RoomId room) {
        List<String> texts = new ArrayList<>();
        for (Row row : Store.result(pool.preparedQuery(sql).execute(Tuple.of(room.value())))) {
            texts.add(row.getString(0));
        }
        return texts;
    }
}
