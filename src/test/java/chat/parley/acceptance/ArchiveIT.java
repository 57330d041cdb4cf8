package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.dev.OwnPostgres;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The history of a room goes on in the archive, with the same shape and the same rights (protocol.md section 4).
@Lane(Lane.PROTOCOL)
final class ArchiveIT {
    private static final int KEPT = 64;
    private static final int SAID = 400;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final OwnPostgres POSTGRES = new OwnPostgres();

    private static Pod here;
    private static Pod there;

    @BeforeAll
    static void start() {
        here = PODS.pod(settings());
        there = PODS.pod(settings());
        PODS.ready();
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    private static String[] settings() {
        return Stream.concat(
                        POSTGRES.settings().stream(),
                        Stream.of(
                                "parley.history.entries=" + KEPT,
                                "parley.limits.messages-per-second=10000",
                                "parley.limits.messages-burst=10000",
                                "parley.limits.commands-per-second=100000",
                                "parley.limits.commands-burst=100000"))
                .toArray(String[]::new);
    }

    /// A room made anew before each is archived: Redis keeps so few that a reader must not be late.
    private static void says(Member who, String room, String word, int count) {
        for (int i = 0; i < count; i++) {
            who.says(room, word + " " + i);
            if (i % 32 == 31) {
                archived();
            }
        }
        archived();
    }

    private static long stored() {
        return (long) (Meters.of(here).sum("parley_archive_entries_total")
                + Meters.of(there).sum("parley_archive_entries_total"));
    }

    /// Waits until nothing more comes into the archive.
    private static void archived() {
        long[] before = {-1, 0};
        await().atMost(30, SECONDS).pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = stored();
            before[1] = now == before[0] ? before[1] + 1 : 0;
            before[0] = now;
            return before[1] >= 2;
        });
    }

    private static List<String> down(Member who, String room, int limit) {
        List<String> texts = new ArrayList<>();
        Object[] bound = {"limit", limit};
        while (true) {
            JsonNode page = who.history(room, bound);
            List<String> some = texts(page);
            Collections.reverse(some);
            texts.addAll(some);
            if (!page.get("more").asBoolean()) {
                Collections.reverse(texts);
                return texts;
            }
            bound = new Object[] {
                "limit", limit, "before", page.at("/messages/0/seq").asLong()
            };
        }
    }

    private static List<String> up(Member who, String room, int limit) {
        List<String> texts = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = who.history(room, "limit", limit, "after", after);
            texts.addAll(texts(page));
            if (!page.get("more").asBoolean()) {
                return texts;
            }
            after = page.get("messages")
                    .get(page.get("messages").size() - 1)
                    .get("seq")
                    .asLong();
        }
    }

    private static List<String> texts(JsonNode page) {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : page.get("messages")) {
            texts.add(message.path("text").asText("(deleted)"));
        }
        return texts;
    }

    @Test
    void historyReachesTheFirstMessage() {
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there)) {
            String room = PodCluster.room();
            ada.joins(room);
            says(ada, room, "first", 10);
            ada.edits(room, 2, "edited");
            ada.deletes(room, 3);
            ada.reacts(room, 4, "👍");
            says(ada, room, "then", SAID);
            grace.joins(room);
            List<String> expected = new ArrayList<>(List.of("first 0", "edited", "(deleted)"));
            for (int i = 3; i < 10; i++) {
                expected.add("first " + i);
            }
            for (int i = 0; i < SAID; i++) {
                expected.add("then " + i);
            }
            assertEquals(expected, down(grace, room, 50));
            assertEquals(expected, down(ada, room, 7));
            assertEquals(expected, up(grace, room, 100));
            JsonNode old = grace.history(room, "before", 5, "limit", 1).at("/messages/0");
            assertEquals(1, old.at("/reactions/👍/count").asInt());
            assertFalse(old.at("/reactions/👍/mine").asBoolean());
            assertTrue(ada.history(room, "before", 5, "limit", 1)
                    .at("/messages/0/reactions/👍/mine")
                    .asBoolean());
            long at = ada.history(room, "before", 30, "limit", 1)
                    .at("/messages/0/at")
                    .asLong();
            JsonNode since = ada.history(room, "since", at, "limit", 100);
            assertTrue(
                    since.at("/messages/0/at").asLong() >= at
                            && since.get("more").asBoolean(),
                    since::toString);
            RawHttp.Answer answer = RawHttp.once(
                    here.port(),
                    "GET /api/rooms/" + room + "/messages/2 HTTP/1.1",
                    "Host: 127.0.0.1:" + here.port(),
                    "Authorization: Bearer " + ada.token(),
                    "Connection: close");
            assertEquals(200, answer.status(), answer::body);
            assertTrue(answer.body().contains("\"edited\""), answer::body);
        }
    }

    @Test
    void privateRoomShowsWhatCameAfterJoining() {
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there);
                Member eve = Member.named("Eve", there)) {
            String room = ada.creates("private", "Tea").get("room").asText();
            says(ada, room, "before", 40);
            ada.invites(room, grace);
            says(ada, room, "after", 200);
            List<String> hers = down(grace, room, 50);
            assertEquals(200, hers.size());
            assertEquals("after 0", hers.getFirst());
            assertEquals(240, down(ada, room, 50).size());
            assertEquals("not_found", eve.refusalCode().history(room));
            ada.kicks(room, grace);
            assertEquals("not_found", grace.refusalCode().history(room));
        }
    }

    /// Also those from before there was an archive, on each of the masters.
    @Test
    void roomsOfAClusterAreFound() {
        try (OwnCluster cluster = new OwnCluster("an archive of a cluster");
                PodCluster pods = new PodCluster()) {
            List<String> settings = new ArrayList<>(cluster.settings());
            Pod plain = pods.pod(settings.toArray(String[]::new));
            pods.ready();
            List<String> rooms = new ArrayList<>();
            try (Member ada = Member.named("Ada", plain)) {
                for (int i = 0; i < 16; i++) {
                    rooms.add(PodCluster.room());
                    ada.joins(rooms.getLast());
                    ada.says(rooms.getLast(), "before");
                }
            }
            settings.addAll(POSTGRES.settings());
            Pod archiving = pods.pod(settings.toArray(String[]::new));
            pods.ready();
            try (Member grace = Member.named("Grace", archiving)) {
                grace.joins(rooms.getFirst());
                grace.says(rooms.getFirst(), "after");
            }
            await().atMost(40, SECONDS)
                    .untilAsserted(() -> assertEquals(17, Meters.of(archiving).sum("parley_archive_entries_total")));
        }
    }

    @Test
    void blockedMessagesStayTheirSenders() {
        try (Member ada = Member.named("Ada", here);
                Member eve = Member.named("Eve", there)) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            DirectIT.opened(eve, room);
            eve.says(room, "to be changed");
            ada.blocks(eve);
            says(eve, room, "unheard", 20);
            eve.edits(room, 2, "changed for nobody");
            eve.reacts(room, 1, "🙊");
            archived();
            says(ada, room, "fence", 200);
            List<String> hers = down(ada, room, 50);
            assertEquals(202, hers.size());
            assertEquals(List.of("hello", "to be changed", "fence 0"), hers.subList(0, 3));
            List<String> theirs = down(eve, room, 50);
            assertEquals(222, theirs.size());
            assertEquals(List.of("hello", "changed for nobody", "unheard 0"), theirs.subList(0, 3));
            assertTrue(eve.history(room, "before", 2)
                    .at("/messages/0/reactions/🙊/mine")
                    .asBoolean());
            assertFalse(ada.history(room, "before", 2).toString().contains("🙊"));
        }
    }
}
