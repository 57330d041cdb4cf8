package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The first frames of a connection, and how commands are answered (protocol.md sections 1 and 2).
@Lane(Lane.PROTOCOL)
final class HelloIT {
    /// The maximum length of a text.
    private static final String LONG = "x".repeat(16_000);

    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void newcomerIsInTheLobbyUnderANameGivenByTheServer() {
        try (Connection client = Connection.to(PODS.here())) {
            JsonNode ok = client.hello();
            assertTrue(ok.at("/user/name").asText().matches("Guest \\d{4}"), ok::toString);
            assertTrue(ok.at("/user/id").asText().matches("[a-z0-9]{16,26}"), ok::toString);
            assertEquals("lobby", ok.at("/rooms/0/room").asText());
            assertEquals("fresh", ok.at("/rooms/0/state").asText());
            assertFalse(ok.at("/rooms/0").has("messages"), ok::toString);
        }
    }

    @Test
    void tokenIdentifiesTheUserOnAnotherPod() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member again = ada.elsewhere(PODS.there())) {
            assertEquals("Ada", again.welcome().at("/user/name").asText());
            assertNotEquals(ada.welcome().get("pod"), again.welcome().get("pod"));
            assertNotEquals(ada.welcome().get("session"), again.welcome().get("session"));
        }
    }

    @Test
    void memberWhoLeftTheLobbyStaysOut() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.leaves("lobby");
            try (Member again = ada.elsewhere(PODS.there())) {
                assertEquals(0, again.welcome().get("rooms").size(), again.welcome()::toString);
            }
        }
    }

    @Test
    void commandsAfterHelloWaitForIt() {
        String room = PodCluster.room();
        try (Connection client = Connection.to(PODS.here())) {
            client.pipelined().hello();
            client.pipelined().joins(room);
            String sent = client.pipelined().says(room, "a", "hello");
            assertEquals(1, client.reply(sent).at("/ok/seq").asInt());
            assertEquals(List.of("1", "2", "3"), refs(client));
        }
    }

    @Test
    void secondHelloRenewsTheToken() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            JsonNode again = ada.helloWith(ada.token());
            assertEquals(ada.welcome().get("session"), again.get("session"));
            assertEquals(ada.id(), again.at("/user/id").asText());
        }
    }

    @Test
    void secondHelloWithoutATokenIsAConflict() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertEquals("conflict", ada.refusalCode().helloAs("Eve"));
        }
    }

    @Test
    void secondHelloWithPositionsReplaysLaterEvents() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here())) {
            JsonNode state = ada.joins(room);
            ada.says(room, "one");
            JsonNode again = ada.helloWith(ada.token(), room, state.get("epoch"), 0);
            JsonNode found = again.get("rooms").get(0).get("room").asText().equals(room)
                    ? again.get("rooms").get(0)
                    : again.get("rooms").get(1);
            assertEquals("replay", found.get("state").asText());
            assertEquals("one", found.at("/events/0/text").asText());
            assertEquals(2, ada.says(room, "two").get("seq").asInt());
            assertEquals(2, ada.hears(room, "two").get("seq").asInt());
        }
    }

    @Test
    void binaryFramesAreAcceptedAndAnsweredInText() {
        try (Connection client = Connection.to(PODS.here())) {
            client.writesBinary(Frame.of("op", "hello", "ref", "b", "name", "Zoë"));
            assertEquals("Zoë", client.reply("b").at("/ok/user/name").asText());
        }
    }

    @Test
    void unknownCommandIsUnsupported() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertEquals("unsupported", ada.refusalCode().command("dance"));
        }
    }

    @Test
    void unknownFieldsAreIgnored() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertTrue(ada.command("ping", "mood", List.of("fine", 1)).has("now"));
        }
    }

    @Test
    void commandWithoutRefGetsNoReply() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.joins(room);
            int before = ada.heard().all(frame -> frame.has("ok")).size();
            ada.connection().writes(Frame.of("op", "send", "room", room, "cid", "a", "text", "quiet"));
            ada.connection().writes(Frame.of("op", "send", "room", "nowhere", "cid", "a", "text", "quiet"));
            ada.hears(room, "quiet");
            ada.settles();
            assertEquals(before + 1, ada.heard().all(frame -> frame.has("ok")).size());
            assertEquals(List.of(), ada.heard().all(frame -> frame.has("error")));
        }
    }

    @Test
    void commandsForOneRoomAreExecutedInTheOrderSent() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here())) {
            Connection client = ada.connection();
            for (int round = 0; round < 20; round++) {
                client.pipelined().joins(room);
                String in = client.pipelined().says(room, "in-" + round, "in");
                String looked = client.pipelined().history(room, "limit", 1);
                client.pipelined().leaves(room);
                String out = client.pipelined().says(room, "out-" + round, "out");
                assertEquals(
                        ada.id() + ".in-" + round, client.reply(in).at("/ok/id").asText());
                assertEquals(
                        ada.id() + ".in-" + round,
                        client.reply(looked).at("/ok/messages/0/id").asText());
                assertEquals("not_member", client.reply(out).at("/error/code").asText());
            }
        }
    }

    @Test
    void manyMessagesOfOneConnectionKeepTheirOrder() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.joins(room);
            List<String> refs = IntStream.range(0, 300)
                    .mapToObj(i -> ada.pipelined().says(room, "c" + i, "" + i))
                    .toList();
            for (int i = 0; i < 300; i++) {
                assertEquals(i + 1, ada.reply(refs.get(i)).at("/ok/seq").asInt());
            }
        }
    }

    @Test
    void eventsThatDoNotFitIntoHelloComeWithJoin() {
        String first = PodCluster.room();
        String second = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            JsonNode one = grace.joins(first);
            JsonNode two = grace.joins(second);
            grace.vanishes();
            ada.joins(first);
            ada.joins(second);
            speak(ada, first, 20, LONG);
            speak(ada, second, 20, LONG);
            grace.back(PODS.there(), first, one.get("epoch"), 0, second, two.get("epoch"), 0);
            assertEquals("replay", grace.found(first).get("state").asText());
            assertEquals(20, grace.found(first).get("events").size());
            assertEquals("later", grace.found(second).get("state").asText());
            assertFalse(grace.found(second).has("events"));
            ada.says(second, "and more");
            ada.says(first, "here, too");
            grace.hears(first, "here, too");
            assertEquals(List.of(), grace.heard().all(Member.message(second)), "log events come after join");
            JsonNode state = grace.joins(second, two.get("epoch").asText(), 0);
            assertEquals("replay", state.get("state").asText());
            assertEquals(IntStream.rangeClosed(1, 21).boxed().toList(), seqs(state.get("events")));
            ada.says(second, "the end");
            assertEquals(22, grace.hears(second, "the end").get("seq").asInt());
        }
    }

    @Test
    void roomTooLargeForHelloComesWithJoinAndIsNotReset() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            JsonNode state = grace.joins(room);
            grace.vanishes();
            ada.joins(room);
            speak(ada, room, 90, "x".repeat(5_000));
            grace.back(PODS.there(), room, state.get("epoch"), 0);
            assertEquals("later", grace.found(room).get("state").asText());
            JsonNode joined = grace.joins(room, state.get("epoch").asText(), 0);
            assertEquals("replay", joined.get("state").asText());
            assertEquals(90, joined.get("events").size());
        }
    }

    private static void speak(Member who, String room, int times, String text) {
        List<String> refs = IntStream.range(0, times)
                .mapToObj(i -> who.pipelined().says(room, text))
                .toList();
        refs.forEach(who::reply);
    }

    private static List<Integer> seqs(JsonNode events) {
        return events.findValues("seq").stream().map(JsonNode::asInt).toList();
    }

    private static List<String> refs(Connection client) {
        return client.heard().all(frame -> frame.has("ref")).stream()
                .map(frame -> frame.get("ref").asText())
                .toList();
    }
}
