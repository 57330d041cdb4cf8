package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.AdminApi;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.ReceivedFrames;
import chat.parley.kit.SignedToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator sees and does from any pod (`/api/admin`).
@Lane(Lane.PROTOCOL)
final class AdminIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final String WHO = "admin222222222222";
    private static final String ADMIN = SignedToken.of(WHO, "Admin", "admin");
    private static final Map<String, String> ALL = Map.of(
            "/pods",
            "GET",
            "/rooms",
            "GET",
            "/talkers",
            "GET",
            "/users/" + WHO + "/disconnect",
            "POST",
            "/users/" + WHO + "/revoke",
            "POST",
            "/users",
            "GET",
            "/refusals",
            "GET",
            "/announce",
            "POST");

    private static JsonNode seen(Pod pod, String path) {
        HttpResponse<String> answer = AdminApi.ask(pod, "GET", path, ADMIN, "");
        assertEquals(200, answer.statusCode(), answer::body);
        return Frame.read(answer.body());
    }

    private static int done(Pod pod, String path, String body) {
        return AdminApi.ask(pod, "POST", path, ADMIN, body).statusCode();
    }

    private static long number(JsonNode list, String key, String value, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(line -> line.path(key).asText().equals(value))
                .mapToLong(line -> line.path(field).asLong())
                .findFirst()
                .orElse(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "{", "7", "{\"text\":7}", "{\"text\":\" \"}"})
    void announcementIsReadOnceItsSenderIsKnown(String body) {
        assertEquals(
                401, AdminApi.ask(PODS.here(), "POST", "/announce", "", body).statusCode());
        HttpResponse<String> refused = AdminApi.ask(PODS.here(), "POST", "/announce", ADMIN, body);
        assertEquals(400, refused.statusCode());
        assertEquals("bad_request", Frame.read(refused.body()).path("code").asText());
    }

    @Test
    void onePodReportsAllPods() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member tab = ada.elsewhere(PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            String here = tab.welcome().get("pod").asText();
            String there = grace.welcome().get("pod").asText();
            await().atMost(15, SECONDS).pollInterval(300, MILLISECONDS).until(() -> {
                JsonNode pods = seen(PODS.there(), "/pods").get("pods");
                return number(pods, "pod", here, "connections") >= 2
                        && number(pods, "pod", here, "users") >= 1
                        && number(pods, "pod", here, "rooms") >= 1
                        && number(pods, "pod", there, "connections") >= 1;
            });
            await().atMost(15, SECONDS)
                    .pollInterval(600, MILLISECONDS)
                    .until(() -> seen(PODS.strict(), "/pods").get("connections").asInt() >= 3);
            JsonNode page = seen(PODS.strict(), "/pods");
            assertEquals(3, page.get("total").asInt(), page::toString);
            assertEquals(3, page.get("pods").size());
            assertTrue(page.get("connections").asInt() >= 3, page::toString);
            long now = ada.pings().get("now").asLong();
            page.get("pods").forEach(pod -> {
                assertFalse(pod.get("version").asText().isEmpty());
                assertFalse(pod.get("draining").asBoolean());
                assertTrue(pod.get("until").asLong() > now - 5_000, pod::toString);
                assertTrue(pod.get("since").asLong() <= now, pod::toString);
            });
        }
    }

    @Test
    void overviewRanksBusiestRoomsAndUsersOfAllPods() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            String room =
                    ada.creates("private", "A quiet corner", grace).get("room").asText();
            grace.heard().first("the group", Member.event("room", room));
            IntStream.range(0, 60).forEach(_ -> ada.says(room, "a secret"));
            IntStream.range(0, 40).forEach(_ -> grace.says(room, "another"));
            String cid = Member.cid();
            IntStream.range(0, 5).forEach(_ -> ada.says(room, cid, "once"));
            await().atMost(15, SECONDS)
                    .pollInterval(600, MILLISECONDS)
                    .until(() -> number(seen(PODS.strict(), "/rooms").get("rooms"), "room", room, "messages") == 101);
            JsonNode talkers = seen(PODS.strict(), "/talkers").get("users");
            assertEquals(61, number(talkers, "id", ada.id(), "messages"));
            assertEquals(40, number(talkers, "id", grace.id(), "messages"));
            String rooms = seen(PODS.here(), "/rooms").toString();
            assertTrue(rooms.contains("\"kind\":\"private\""), rooms);
            assertFalse(rooms.contains("corner") || rooms.contains("secret"), rooms);
        }
    }

    @Test
    void userWithoutTheRoleIsRefusedEverything() {
        String operator = SignedToken.of(WHO, "Operator", "operator", "broadcast");
        try (Member guest = Member.named("Guest", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ALL.forEach((path, method) -> {
                assertRefused(
                        401, "unauthenticated", AdminApi.ask(PODS.here(), method, path, "", "{\"text\":\"psst\"}"));
                assertRefused(401, "unauthenticated", AdminApi.ask(PODS.here(), method, path, ADMIN + "x", "{}"));
                for (String token : List.of(guest.token(), operator)) {
                    assertRefused(
                            403, "forbidden", AdminApi.ask(PODS.here(), method, path, token, "{\"text\":\"psst\"}"));
                }
            });
            assertRefused(
                    403,
                    "forbidden",
                    AdminApi.ask(PODS.here(), "POST", "/users/" + grace.id() + "/disconnect", guest.token(), ""));
            grace.settles();
            assertEquals(List.of(), grace.heard().all(AdminIT::announcement));
        }
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(code, Frame.read(answer.body()).get("code").asText());
    }

    @Test
    void userIsDisconnectedOnAllPodsAndMayReconnect() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.there())) {
            assertEquals(204, done(PODS.there(), "/users/" + ada.id() + "/disconnect", ""));
            for (Member device : List.of(ada, phone)) {
                ReceivedFrames.End end = device.heard().end();
                assertEquals(4502, end.code());
                assertTrue(end.reason().contains("operator"), end.reason());
            }
            grace.settles();
            String id = ada.id();
            assertEquals(id, ada.back(PODS.here()).id());
            ada.settles();
        }
    }

    @Test
    void announcementReachesEverybodyOnAllPodsAndIsNotStored() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            grace.leaves("lobby");
            assertEquals(204, done(PODS.here(), "/announce", "{\"text\":\"back in \\\"five\\\" ☕\",\"sound\":1}"));
            for (Member member : List.of(ada, grace)) {
                JsonNode heard = member.heard().first("the announcement", AdminIT::announcement);
                assertEquals("back in \"five\" ☕", heard.at("/data/text").asText());
                assertEquals(WHO, heard.at("/from/id").asText());
                assertFalse(heard.has("room") || heard.has("seq"), heard::toString);
            }
            String said = ada.history("lobby").toString();
            assertFalse(said.contains("back in"), said);
        }
    }

    @Test
    void anyPodFindsWhoIsConnectedToAnother() {
        try (Member ada = Member.named("Ada Byron Found", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member tab = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace Found", PODS.there())) {
            String here = ada.welcome().get("pod").asText();
            String there = phone.welcome().get("pod").asText();
            assertEquals(there, tab.welcome().get("pod").asText());
            long now = ada.pings().get("now").asLong();
            for (String query : List.of("byron%20f", "BYRON", ada.id(), ada.id().substring(0, 12))) {
                JsonNode page = seen(PODS.here(), "/users?query=" + query);
                assertEquals(1, page.get("users").size(), page::toString);
                JsonNode found = page.at("/users/0");
                assertEquals(ada.id(), found.get("id").asText());
                assertEquals("Ada Byron Found", found.get("name").asText());
                assertEquals(3, found.get("connections").asInt());
                assertEquals(1, found.get("rooms").asInt(), "the lobby");
                assertTrue(found.get("since").asLong() <= now + 1_000, found::toString);
                assertTrue(found.get("since").asLong() > now - 600_000, found::toString);
                assertEquals(
                        Stream.of(here, there).sorted().toList(),
                        StreamSupport.stream(found.get("pods").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
                assertEquals(0, page.get("silent").size(), page::toString);
            }
            assertEquals(2, seen(PODS.here(), "/users?query=found").get("users").size());
            assertEquals(
                    0,
                    seen(PODS.here(), "/users?query=nobody%20at%20all")
                            .get("users")
                            .size());
            assertRefused(
                    400, "bad_request", AdminApi.ask(PODS.here(), "GET", "/users?query=" + "x".repeat(101), ADMIN, ""));
            String id = grace.id();
            grace.vanishes();
            await().atMost(10, SECONDS)
                    .pollInterval(600, MILLISECONDS)
                    .until(() ->
                            seen(PODS.here(), "/users?query=" + id).get("users").isEmpty());
        }
    }

    @Test
    void revokedUserLosesConnectionsAndTokens() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.there())) {
            assertEquals(204, done(PODS.strict(), "/users/" + ada.id() + "/revoke", ""));
            for (Member device : List.of(ada, phone)) {
                assertEquals(4501, device.heard().end().code());
            }
            grace.settles();
            assertRefused(401, "unauthenticated", AdminApi.ask(PODS.here(), "GET", "/pods", ada.token(), ""));
        }
    }

    @Test
    void refusalsOfAllPodsAreCountedByReason() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            for (Member member : List.of(ada, grace)) {
                assertEquals(
                        "not_found",
                        member.refused()
                                .says("not-joined-room", "psst")
                                .get("code")
                                .asText());
            }
            AdminApi.ask(PODS.there(), "GET", "/pods", ADMIN + "x", "");
            await().atMost(15, SECONDS).pollInterval(600, MILLISECONDS).until(() -> {
                JsonNode page = seen(PODS.strict(), "/refusals");
                return refusals(page, "command", "not_found").path("count").asLong() >= 2
                        && refusals(page, "command", "not_found").path("pods").asInt() >= 2
                        && refusals(page, "api", "401").path("count").asLong() >= 1;
            });
            JsonNode page = seen(PODS.here(), "/refusals");
            assertEquals(300, page.get("seconds").asInt());
            assertFalse(page.toString().contains("psst"), page::toString);
        }
    }

    private static JsonNode refusals(JsonNode page, String kind, String reason) {
        return StreamSupport.stream(page.get("refusals").spliterator(), false)
                .filter(line -> line.path("kind").asText().equals(kind)
                        && line.path("reason").asText().equals(reason))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static boolean announcement(JsonNode frame) {
        return frame.path("ev").asText().equals("event")
                && frame.path("name").asText().equals("announcement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"text\":\"\"}", "{\"text\":\" \"}", "{\"text\":7.5e", "[]", "null"})
    void emptyAnnouncementIsRefused(String body) {
        assertEquals(400, done(PODS.here(), "/announce", body));
    }

    @Test
    void announcementThatIsTooLongIsRefused() {
        HttpResponse<String> answer =
                AdminApi.ask(PODS.here(), "POST", "/announce", ADMIN, "{\"text\":\"" + "é".repeat(5_000) + "\"}");
        assertRefused(413, "too_large", answer);
        assertTrue(answer.body().contains("parley.limits.data-size"), answer::body);
        assertEquals(413, done(PODS.here(), "/announce", "{\"text\":\"" + "x".repeat(100_000) + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /announce, 405, POST",
        "GET, /users/admin222222222222/disconnect, 405, POST",
        "POST, /pods, 405, GET",
        "GET, /nothing, 404, ",
        "POST, /users/x/disconnect, 400, ",
        "GET, /pods?cursor=none, 400, ",
        "GET, /rooms?cursor=-1, 400, ",
        "GET, /users?cursor=-1, 400, ",
        "POST, /users, 405, GET",
        "POST, /refusals, 405, GET",
        "GET, /users/admin222222222222/revoke, 405, POST",
        "POST, /users/x/revoke, 400, ",
        "POST, /users/bot0222222222222/revoke, 400, ",
    })
    void invalidAdminRequestIsRefusedWithTheReason(String method, String path, int status, String allow) {
        HttpResponse<String> answer = AdminApi.ask(PODS.here(), method, path, ADMIN, "");
        assertEquals(status, answer.statusCode(), answer::body);
        if (allow != null) {
            String allowed = answer.headers().firstValue("Allow").orElse("");
            assertTrue(allowed.startsWith(allow), allowed);
        }
    }
}
