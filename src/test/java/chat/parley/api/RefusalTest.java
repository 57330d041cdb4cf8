package chat.parley.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class RefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/rooms", "/api/rooms/lobby", "/api/rooms/lobby/messages", "/api/rooms/lobby/members?cursor="
            })
    void requestWithoutATokenIsUnauthorized(String path) {
        refused(given().get(path), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer not-a-token", "Basic YTpi", "Bearer a.b.c"})
    void invalidTokenIsUnauthorized(String authorization) {
        refused(given().header("Authorization", authorization).get("/api/rooms"), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void tokenInTheUrlIsIgnored() {
        try (Talker ada = new Talker("Ada")) {
            refused(given().queryParam("token", ada.token()).get("/api/rooms"), 401, "unauthenticated")
                    .body("detail", not(containsString(ada.token())));
        }
    }

    @Test
    void authorizationSchemeIsCaseInsensitive() {
        try (Talker ada = new Talker("Ada")) {
            given().header("Authorization", "bearer " + ada.token())
                    .get("/api/rooms")
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rooms/lobby/messages?limit=many, limit",
        "/api/rooms/lobby/messages?limit=0, limit",
        "/api/rooms/lobby/messages?limit=101, limit",
        "/api/rooms/lobby/messages?before=-1, before",
        "/api/rooms/lobby/messages?after=1.5, after",
        "/api/rooms/lobby/messages?after=9999999999999999999999, after",
        "/api/rooms/lobby/messages?after=1&before=9, several",
        "/api/rooms/lobby/members?cursor=none, cursor",
        "/api/rooms?cursor=none, cursor",
        "/api/rooms/No%20Room, room",
    })
    void refusalNamesTheInvalidPartOfTheUrl(String path, String named) {
        try (Talker ada = new Talker("Ada")) {
            refused(ada.http().urlEncodingEnabled(false).get(path), 400, "bad_request")
                    .body("detail", containsString(named), "detail", containsString("expected"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api", "/api/", "/api/nothing", "/api/rooms/lobby/nothing", "/api/rooms/lobby/messages/1/2"})
    void unknownPathIsNotFound(String path) {
        refused(given().get(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void unsupportedMethodIsRefused(String method) {
        refused(given().request(method, "/api/rooms/lobby/messages"), 405, "unsupported")
                .header("Allow", containsString("GET"));
    }

    @Test
    void unacceptableMediaTypeIsUnsupported() {
        try (Talker ada = new Talker("Ada")) {
            refused(ada.http().header("Accept", "text/csv").get("/api/rooms"), 406, "unsupported");
        }
    }

    @Test
    void onlyTheClientOverItsRateGetsRetryAfter() {
        try (Talker ada = new Talker("Ada");
                Talker grace = new Talker("Grace")) {
            Response last = ada.http().get("/api/rooms/lobby");
            for (int asked = 1; asked < 200 && last.statusCode() == 200; asked++) {
                last = ada.http().get("/api/rooms/lobby");
            }
            refused(last, 429, "rate_limited")
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .body("after", greaterThan(0), "detail", containsString("parley.limits.commands-per-second"));
            grace.http().get("/api/rooms/lobby").then().statusCode(200);
        }
    }

    @Test
    void responsesAreNotCacheable() {
        try (Talker ada = new Talker("Ada")) {
            ada.http()
                    .get("/api/rooms")
                    .then()
                    .header("Cache-Control", "no-store")
                    .contentType("application/json");
        }
    }

    @Test
    void unexpectedErrorIsInternalAndRevealsNoDetail() {
        Refusal refusal = Refusals.of(new IllegalStateException("secret"));
        assertEquals(503, refusal.status());
        assertEquals("internal error", refusal.problem().getMessage());
    }

    private static ValidatableResponse refused(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .header("Cache-Control", "no-store")
                .body("code", equalTo(code), "status", equalTo(status), "type", equalTo("about:blank"))
                .body("title", not(equalTo("Refused")), "retry", equalTo(status == 429 || status == 503));
    }
}
