package chat.parley.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Form;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Commands that are made from the schemas of `/asyncapi.yaml`, as a pod serves it, valid ones and others:
/// valid ones are never malformed to the server, the others always are; every reply and event is one that the
/// document describes, none is a fault of the server, and no connection ends but as described.
///
/// `-Dparley.seed=<number>` repeats a run: failures name theirs.
@Lane(Lane.PROTOCOL)
final class GeneratedFramesIT {
    @RegisterExtension
    static final PodCluster CLUSTER = new PodCluster();

    private static final long SEED = Long.getLong("parley.seed", 20_261_201);
    /// Commands of each name, half of them valid.
    private static final int FRAMES = Form.isLong() ? 2_000 : 60;
    /// Each with rooms of its own, since commands like `leave` and `ban` leave little to do.
    private static final int AT_ONCE = 30;

    private static final Set<String> MALFORMED = Set.of("bad_request", "too_large", "unsupported");
    /// What no schema can say of a value: what is in a room, who somebody is, which page came before.
    private static final Pattern OF_THE_MOMENT = Pattern.compile("(reply: expected a seq of|of: expected the id of"
            + "|mentions: expected members of"
            + "|user: expected (somebody else|a member of)|cursor: expected (the cursor|that) of)");

    private static final String[] GENEROUS = {
        "parley.broadcast=everyone",
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=100000",
        "parley.limits.commands-burst=100000",
        "parley.limits.new-rooms-per-hour=1000000",
        "parley.limits.invites-per-hour=1000000",
        "parley.limits.rooms-per-user=10000"
    };

    private static final Pod POD = CLUSTER.pod(GENEROUS);

    private final FrameSchemas schemas =
            FrameSchemas.of(RawHttp.once(POD.port(), "GET /asyncapi.yaml HTTP/1.1", "Host: 127.0.0.1:" + POD.port())
                    .body());

    @BeforeAll
    static void start() {
        CLUSTER.ready();
    }

    @Test
    void commandsAreAnsweredAsDescribed() {
        List<String> faults = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        Set<String> ops = new TreeSet<>(schemas.ops());
        ops.remove("hello");
        for (String op : ops) {
            for (int i = 0; i < FRAMES; i += AT_ONCE) {
                new Round(op, new Random(SEED + i + op.hashCode()), faults, done).run();
            }
        }
        assertEquals(List.of(), faults, "with seed " + SEED);
        assertEquals(ops, done, "commands of which a valid one was carried out");
        assertPodIsWell();
    }

    /// Somebody who sends commands of one name, and somebody who is in the same rooms.
    private final class Round {
        private final String op;
        private final Random random;
        private final List<String> faults;
        private final Set<String> done;

        private Round(String op, Random random, List<String> faults, Set<String> done) {
            this.op = op;
            this.random = random;
            this.faults = faults;
            this.done = done;
        }

        private void run() {
            try (Member ada = Member.named("Ada", POD);
                    Member bob = Member.named("Bob", POD)) {
                FrameGenerator generator = new FrameGenerator(schemas, known(ada, bob), random);
                List<ObjectNode> frames = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    frames.add(i % 2 == 0 ? generator.valid(op) : generator.invalid(op));
                }
                for (int i = 0; i < AT_ONCE; i++) {
                    ObjectNode frame = frames.get(i);
                    if (!frame.has("ref")) {
                        frame.put("ref", "f" + i);
                    }
                    ada.connection().writes(frame.toString());
                }
                for (int i = 0; i < AT_ONCE; i++) {
                    boolean valid = i % 2 == 0;
                    ObjectNode frame = frames.get(i);
                    checked(frame, () -> requireAnswer(ada, frame, valid));
                }
                ada.pings();
                bob.pings();
                assertEquals(
                        frames.stream()
                                .filter(frame -> !named(frame.get("ref")))
                                .count(),
                        ada.heard().all(frame -> frame.path("ref").isNull()).size(),
                        () -> "refusals of a ref among " + frames);
                List.of(ada, bob)
                        .forEach(member -> member.heard()
                                .all(frame -> frame.has("ev"))
                                .forEach(event -> checked(event, () -> schemas.requireEvent(event))));
                assertFalse(ada.heard().over() || bob.heard().over(), () -> "a connection ended after " + frames);
            }
        }

        private void requireAnswer(Member ada, ObjectNode frame, boolean valid) {
            JsonNode ref = frame.get("ref");
            JsonNode reply = ada.heard()
                    .first(
                            "a reply to " + frame,
                            answer -> answer.has("ref")
                                    && (named(ref)
                                            ? answer.get("ref").equals(ref)
                                            : answer.get("ref").isNull()));
            schemas.requireReply(op, reply);
            String code = reply.at("/error/code").asText();
            assertFalse(code.equals("internal"), "a fault of the server: " + reply);
            boolean malformed = MALFORMED.contains(code);
            boolean excused =
                    OF_THE_MOMENT.matcher(reply.at("/error/message").asText()).lookingAt();
            assertTrue(
                    valid ? !malformed || excused : malformed,
                    () -> (valid ? "valid" : "invalid") + " by the document: " + reply);
            if (valid && reply.has("ok")) {
                done.add(op);
            }
        }

        /// Whether the reply repeats it.
        private static boolean named(JsonNode ref) {
            return ref.isTextual()
                    && ref.textValue().codePointCount(0, ref.textValue().length()) <= 64;
        }

        private void checked(JsonNode frame, Runnable check) {
            try {
                check.run();
            } catch (AssertionError fault) {
                faults.add(op + " " + frame + ": " + fault.getMessage());
            }
        }
    }

    /// Rooms, messages and people that exist, and values that no pattern describes.
    private static Map<String, List<String>> known(Member ada, Member bob) {
        String room = PodCluster.room();
        JsonNode state = ada.command("create", "title", "Room", "kind", "public", "room", room);
        bob.joins(room);
        String group = ada.command("create", "title", "Group", "kind", "private", "members", List.of(bob.id()))
                .get("room")
                .asText();
        String direct = bob.command("send", "room", "@" + ada.id(), "cid", "d", "text", "Hi")
                .get("room")
                .asText();
        List<String> entries = List.of(
                ada.says(room, "one").get("id").asText(),
                bob.says(room, "two").get("id").asText(),
                ada.says(group, "three").get("id").asText());
        return Map.ofEntries(
                Map.entry("RoomId", List.of(room, room, group, direct, "lobby")),
                Map.entry("Destination", List.of(room, group, direct, "@" + bob.id())),
                Map.entry("PublicRoomId", List.of("new-" + room, room)),
                Map.entry("UserId", List.of(bob.id(), ada.id())),
                Map.entry("EntryId", entries),
                Map.entry("Epoch", List.of(state.get("epoch").asText(), "e")),
                Map.entry("Emoji", List.of("👍", "☕", "❤", "🇰🇷", "👩🏽‍💻")),
                Map.entry("Name", List.of("Ada", "  Grace Hopper ", "한글", "é".repeat(40))),
                Map.entry("Title", List.of("Tea", "차 ☕", "x".repeat(80))),
                Map.entry("Topic", List.of("", "What this is about", "é".repeat(250))),
                Map.entry("token", List.of(ada.token(), bob.token())));
    }

    @Test
    void helloIsAnsweredAsDescribed() {
        List<String> faults = new ArrayList<>();
        try (Member ada = Member.named("Ada", POD);
                Member bob = Member.named("Bob", POD)) {
            FrameGenerator generator = new FrameGenerator(schemas, known(ada, bob), new Random(SEED));
            for (int i = 0; i < FRAMES; i++) {
                boolean valid = i % 2 == 0;
                ObjectNode frame = valid ? generator.valid("hello") : generator.invalid("hello");
                if (!frame.has("ref")) {
                    frame.put("ref", "hello");
                }
                try (Connection connection = Connection.to(POD)) {
                    connection.writes(frame.toString());
                    requireGreeting(connection, frame, valid);
                } catch (AssertionError fault) {
                    faults.add(frame + ": " + fault.getMessage());
                }
            }
        }
        assertEquals(List.of(), faults, "with seed " + SEED);
        assertPodIsWell();
    }

    private void requireGreeting(Connection connection, ObjectNode frame, boolean valid) {
        if (!valid && !frame.path("op").asText().equals("hello")) {
            assertEquals(4001, connection.heard().end().code(), "the first frame was no hello");
            return;
        }
        JsonNode reply = connection.heard().first("a reply", answer -> answer.has("ref"));
        schemas.requireReply("hello", reply);
        assertEquals(valid, reply.has("ok"), (valid ? "valid" : "invalid") + " by the document: " + reply);
        assertTrue(valid || MALFORMED.contains(reply.at("/error/code").asText()), reply::toString);
    }

    @Test
    void whatIsNoCommandEndsTheConnectionAsDescribed() {
        Set<Integer> described = schemas.closeCodes();
        for (Map.Entry<String, Integer> frame : Map.of(
                        "[]",
                        4500,
                        "\"hello\"",
                        4500,
                        "{\"op\":",
                        4500,
                        "",
                        4500,
                        "{\"op\":\"hello\",\"token\":\"x\"}",
                        4501,
                        "{\"op\":\"ping\"}",
                        4001,
                        "{\"op\":\"hello\",\"name\":\"" + "x".repeat(1 << 16) + "\"}",
                        1009)
                .entrySet()) {
            try (Connection connection = Connection.to(POD)) {
                connection.writes(frame.getKey());
                int code = connection.heard().end().code();
                assertEquals(frame.getValue(), code, frame.getKey());
                assertTrue(described.contains(code), () -> code + " is not in " + described);
            }
        }
        assertPodIsWell();
    }

    private static void assertPodIsWell() {
        String log = POD.said();
        for (String word : List.of("\"level\":\"ERROR\"", "\"exception\":", "code=1011")) {
            assertFalse(log.contains(word), () -> "expected a log without " + word + ", with seed " + SEED);
        }
    }
}
