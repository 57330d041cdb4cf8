package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.AdminApi;
import chat.parley.kit.BotKey;
import chat.parley.kit.Connection;
import chat.parley.kit.Form;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.ReceivedFrames;
import chat.parley.kit.SignedToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of backends and bots, on several pods (`/api/admin/keys`).
@Lane(Lane.PROTOCOL)
final class KeysIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final String ADMIN = SignedToken.of("admin222222222222", "Admin", "admin");
    /// The short form runs on any machine and allows for a busy one.
    private static final double WITHIN_SECONDS = Form.isLong() ? 2 : 8;

    private static HttpResponse<String> ask(Pod pod, String method, String path, String proof) {
        return AdminApi.ask(pod, method, path, proof, "");
    }

    private static JsonNode listed(String id) {
        for (JsonNode key :
                Frame.read(ask(PODS.there(), "GET", "/keys", ADMIN).body()).get("keys")) {
            if (key.get("id").asText().equals(id)) {
                return key;
            }
        }
        throw new AssertionError("expected " + id + " among the keys");
    }

    @Test
    void keyIsATokenWhereverOneMayStand() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Ticker", "read send");
        try (Connection byHello = Connection.to(PODS.there());
                Connection byUpgrade = Connection.to(PODS.here(), "parley.v1", "parley.token." + key.text())) {
            JsonNode welcome = byHello.helloWith(key.text());
            assertEquals(key.user(), welcome.get("user").get("id").asText());
            assertEquals("Ticker", welcome.get("user").get("name").asText());
            assertTrue(welcome.get("user").get("bot").asBoolean());
            assertFalse(welcome.has("token"), welcome::toString);
            assertEquals(0, welcome.get("rooms").size(), "not in the lobby");
            assertEquals(key.user(), byUpgrade.hello().get("user").get("id").asText());
        }
        assertEquals(403, ask(PODS.there(), "GET", "/pods", key.text()).statusCode(), "known, but no operator");
    }

    @Test
    void keyIsListedWithoutItsSecret() {
        BotKey key = BotKey.made(
                PODS.here(),
                ADMIN,
                "{\"name\":\"Clerk\",\"scopes\":[\"send\",\"read\",\"send\"],\"rooms\":[\"tea\"],\"expires\":9000000000000}");
        JsonNode line = listed(key.id());
        assertEquals("Clerk", line.get("name").asText());
        assertEquals("[\"read\",\"send\"]", line.get("scopes").toString());
        assertEquals("[\"tea\"]", line.get("rooms").toString());
        assertEquals(key.user(), line.get("user").asText());
        assertEquals(9_000_000_000_000L, line.get("expires").asLong());
        assertTrue(line.get("created").asLong() > 0);
        assertFalse(line.has("used"));
        assertFalse(line.toString().contains(key.text().substring(key.text().indexOf('.'))));
    }

    @Test
    void endedKeyIsOutOnAllPodsWithinTwoSeconds() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Ticker", "read");
        try (Connection here = Connection.to(PODS.here());
                Connection there = Connection.to(PODS.there())) {
            here.helloWith(key.text());
            there.helloWith(key.text());
            long since = System.nanoTime();
            assertEquals(
                    204,
                    ask(PODS.strict(), "DELETE", "/keys/" + key.id(), ADMIN).statusCode());
            for (Connection each : List.of(here, there)) {
                ReceivedFrames.End end = each.heard().end();
                assertEquals(4501, end.code());
            }
            double seconds = (System.nanoTime() - since) / 1e9;
            assertTrue(seconds <= WITHIN_SECONDS, "after " + seconds + " s");
        }
        assertSameRefusal(key.text());
        assertEquals(404, ask(PODS.here(), "DELETE", "/keys/" + key.id(), ADMIN).statusCode());
    }

    @Test
    void expiredKeyIsOutAsIfEnded() {
        long now = System.currentTimeMillis();
        BotKey key = BotKey.made(
                PODS.here(), ADMIN, "{\"name\":\"Ticker\",\"scopes\":[\"read\"],\"expires\":" + (now + 3_000) + "}");
        try (Connection here = Connection.to(PODS.here())) {
            here.helloWith(key.text());
            assertEquals(4501, here.heard().end().code());
        }
        assertSameRefusal(key.text());
    }

    @Test
    void rotatedKeyHasTwoSecretsForTheOverlap() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Ticker", "admin");
        String second = rotated(key, "?overlap=1h");
        assertEquals(200, ask(PODS.there(), "GET", "/pods", key.text()).statusCode());
        assertEquals(200, ask(PODS.there(), "GET", "/pods", second).statusCode());
        String third = rotated(key, "?overlap=0s");
        assertEquals(401, ask(PODS.there(), "GET", "/pods", key.text()).statusCode());
        assertEquals(401, ask(PODS.there(), "GET", "/pods", second).statusCode());
        assertEquals(200, ask(PODS.there(), "GET", "/pods", third).statusCode());
    }

    private static String rotated(BotKey key, String query) {
        HttpResponse<String> answer = ask(PODS.here(), "POST", "/keys/" + key.id() + "/rotate" + query, ADMIN);
        assertEquals(200, answer.statusCode(), answer::body);
        return Frame.read(answer.body()).get("key").asText();
    }

    /// Over the socket and over HTTP, on each pod.
    private static void assertSameRefusal(String key) {
        String guess = "parley_aaaaaaaaaaaa." + "A".repeat(43);
        for (Pod pod : List.of(PODS.here(), PODS.there())) {
            HttpResponse<String> expected = ask(pod, "GET", "/pods", guess);
            HttpResponse<String> answer = ask(pod, "GET", "/pods", key);
            assertEquals(401, answer.statusCode());
            assertEquals(expected.body(), answer.body());
            assertEquals(end(pod, guess), end(pod, key));
        }
    }

    private static ReceivedFrames.End end(Pod pod, String proof) {
        try (Connection connection = Connection.to(pod)) {
            connection.pipelined().helloWith(proof);
            return connection.heard().end();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley_", "parley_admin.0123456789abcdef0123456789abcdeX", "parley_Aaaaaaaaaaaa.x"})
    void malformedKeyIsRefusedLikeAnEndedOne(String key) {
        assertSameRefusal(key);
    }

    @Test
    void firstKeyIsFromTheEnvironment() {
        BotKey key = BotKey.made(PODS.there(), SharedCluster.ADMIN_KEY, "Ticker", "read");
        assertEquals("Ticker", listed(key.id()).get("name").asText());
        try (Connection first = Connection.to(PODS.here())) {
            assertTrue(first.helloWith(SharedCluster.ADMIN_KEY)
                    .get("user")
                    .get("bot")
                    .asBoolean());
        }
        assertEquals(404, ask(PODS.here(), "DELETE", "/keys/admin", ADMIN).statusCode());
    }

    @Test
    void botIsMarkedWhereverItIsNamed() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Ticker", "read send emit rooms");
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.there());
                Connection bot = Connection.to(PODS.here())) {
            ada.joins(room);
            bot.helloWith(key.text());
            bot.command("typing", "room", room, "on", true);
            assertMarked(
                    key,
                    ada.heard().first("typing", Member.event("typing", room)).at("/users/0"));
            long seq = bot.says(room, "tick").get("seq").asLong();
            assertMarked(key, ada.hears(room, "tick").get("from"));
            assertMarked(key, ada.history(room).at("/messages/0/from"));
            bot.command("emit", "name", "tock", "to", "room", "room", room);
            assertMarked(
                    key, ada.heard().first("tock", Member.event("event", room)).get("from"));
            bot.command("react", "room", room, "seq", seq, "cid", Member.cid(), "emoji", "👍", "on", true);
            assertMarked(
                    key, ada.heard().first("react", Member.event("react", room)).get("from"));
            assertMarked(
                    key,
                    ada.command("reactors", "room", room, "seq", seq, "emoji", "👍")
                            .at("/users/0"));
            bot.joins(room);
            assertMarked(
                    key,
                    ada.heard()
                            .first("presence", Member.event("presence", room))
                            .at("/joined/0"));
            JsonNode members = ada.members(room).get("members");
            assertEquals(2, members.size());
            members.forEach(member ->
                    assertEquals(member.get("id").asText().equals(key.user()), member.has("bot"), member::toString));
            bot.says("@" + ada.id(), Member.cid(), "psst");
            assertMarked(
                    key,
                    ada.heard()
                            .first(
                                    "a direct room",
                                    frame -> frame.path("kind").asText().equals("direct"))
                            .get("with"));
            assertEquals(
                    0,
                    ada.command("receipts", "room", room, "seq", seq)
                            .at("/counts/seen")
                            .asInt());
        }
    }

    private static void assertMarked(BotKey key, JsonNode user) {
        assertEquals(key.user(), user.path("id").asText(), user::toString);
        assertEquals("Ticker", user.path("name").asText());
        assertTrue(user.path("bot").asBoolean(), user::toString);
    }

    /// Nobody has more to say than the other there, and nobody else is let in.
    @Test
    void keyModeratesNobodyInADirectRoom() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Warden", "send moderate rooms");
        try (Member ada = Member.named("Ada", PODS.here());
                Member eve = Member.named("Eve", PODS.there());
                Connection bot = Connection.to(PODS.there())) {
            bot.helloWith(key.text());
            String room =
                    bot.says("@" + ada.id(), Member.cid(), "hello").get("room").asText();
            long hers = ada.says(room, "hello yourself").get("seq").asLong();
            assertEquals("forbidden", bot.refusalCode().command("invite", "room", room, "user", eve.id()));
            for (String verb : List.of("mute", "kick", "ban")) {
                assertEquals("forbidden", bot.refusalCode().command(verb, "room", room, "user", ada.id()), verb);
            }
            assertEquals("forbidden", bot.refusalCode().command("set", "room", room, "write", "moderators"));
            assertEquals("forbidden", bot.refusalCode().command("title", "room", room, "title", "Mine"));
            assertEquals("forbidden", bot.refusalCode().command("topic", "room", room, "topic", "Mine"));
            assertEquals("forbidden", bot.refusalCode().command("delete", "room", room, "seq", hers, "cid", "d"));
            ada.says(room, "still here");
            eve.back(PODS.here());
        }
    }

    /// They are told what holds for them.
    @Test
    void keyIsToldItsOwnLimits() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Ticker", "send");
        try (Connection bot = Connection.to(PODS.here())) {
            JsonNode limits = bot.helloWith(key.text()).get("limits");
            assertTrue(limits.get("messagesPerSecond").asInt() >= 100, limits::toString);
            assertTrue(limits.get("messagesBurst").asInt() >= 500, limits::toString);
        }
    }

    /// It writes where its `rooms` names the room, although its bot has no role there (protocol.md section 4).
    @Test
    void keyWritesWhereFewMayIfItNamesTheRoom() {
        String room = PodCluster.room();
        BotKey ticker = BotKey.made(PODS.here(), ADMIN, "Ticker", "send emit", room);
        BotKey any = BotKey.made(PODS.here(), ADMIN, "Any", "send emit");
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            olga.createsPublic(room, "News " + room);
            max.joins(room);
            olga.sets(room, "moderators");
            try (Connection bot = Connection.to(PODS.there());
                    Connection other = Connection.to(PODS.there())) {
                bot.helloWith(ticker.text());
                other.helloWith(any.text());
                long seq = bot.says(room, "12:00").get("seq").asLong();
                max.hears(room, "12:00");
                bot.edits(room, seq, "12:01");
                bot.types(room, true);
                bot.emits(room, "room", "tick");
                assertEquals("forbidden", other.refusalCode().says(room, "and I?"));
                assertEquals("forbidden", other.refusalCode().types(room, true));
                assertEquals("forbidden", other.refusalCode().emits(room, "room", "tick"));
            }
        }
    }

    /// A room of its bot that the key is not for does not exist for its connection.
    @Test
    void keyHearsOnlyTheRoomsThatItIsFor() {
        String room = PodCluster.room();
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Narrow", "read send rooms", room);
        try (Member olga = Member.named("Olga", PODS.here());
                Connection bot = Connection.to(PODS.there())) {
            olga.createsPublic(room, room);
            String group = olga.creates("private", "Secrets").get("room").asText();
            bot.helloWith(key.text());
            bot.joins(room);
            olga.command("invite", "room", group, "user", key.user());
            olga.says(group, "secret");
            olga.says(room, "public");
            bot.heard()
                    .first(
                            "what it is for",
                            frame -> frame.path("text").asText().equals("public"));
            assertEquals(List.of(), bot.heard().all(Member.message(group)));
            assertEquals(List.of(), bot.heard().all(Member.event("room", group)));
            try (Connection again = Connection.to(PODS.here())) {
                JsonNode rooms = again.helloWith(key.text()).get("rooms");
                assertEquals(1, rooms.size(), rooms::toString);
                assertEquals(room, rooms.at("/0/room").asText());
            }
        }
    }

    @Test
    void keyForOperatorsAloneHasNoConnection() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Clerk", "admin");
        try (Connection connection = Connection.to(PODS.here())) {
            assertEquals("forbidden", connection.refusalCode().helloWith(key.text()));
        }
        assertEquals(200, ask(PODS.here(), "GET", "/pods", key.text()).statusCode());
    }

    @Test
    void useIsSeenWithinAMinute() {
        BotKey key = BotKey.made(PODS.here(), ADMIN, "Ticker", "admin");
        assertEquals(200, ask(PODS.here(), "GET", "/pods", key.text()).statusCode());
        await().atMost(60, TimeUnit.SECONDS)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> listed(key.id()).has("used"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
                "{\"name\":\"x\",\"scopes\":\"send\"}",
                "{\"name\":\"\",\"scopes\":[\"send\"]}",
                "{\"name\":\"x\",\"scopes\":[\"send\"],\"rooms\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"send\"],\"rooms\":[\"No Room\"]}",
                "{\"name\":\"x\",\"scopes\":[\"send\"],\"expires\":1}",
            })
    void malformedRequestIsRefused(String body) {
        HttpResponse<String> answer = AdminApi.ask(PODS.here(), "POST", "/keys", ADMIN, body);
        assertEquals(400, answer.statusCode(), answer::body);
        assertEquals("bad_request", Frame.read(answer.body()).get("code").asText());
        assertEquals(401, AdminApi.ask(PODS.here(), "POST", "/keys", "", body).statusCode(), "proof goes first");
    }
}
