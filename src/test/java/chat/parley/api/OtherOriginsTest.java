package chat.parley.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class OtherOriginsTest {

    /// Listed by `%test.parley.origins`.
    private static final String FRIEND = "https://friend.example";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    @Test
    void listedOriginMaySendATokenWithItsRequest() {
        preflight(FRIEND)
                .then()
                .statusCode(204)
                .header(ALLOW_ORIGIN, FRIEND)
                .header("Access-Control-Allow-Headers", equalTo("Authorization, Content-Type, Idempotency-Key"))
                .header("Access-Control-Allow-Methods", containsString("GET"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("Origin"));
    }

    @Test
    void listedOriginMayReadResponsesAndRefusals() {
        try (Talker ada = new Talker("Ada")) {
            ada.http()
                    .header("Origin", FRIEND)
                    .get("/api/rooms")
                    .then()
                    .statusCode(200)
                    .header(ALLOW_ORIGIN, FRIEND)
                    .header("Vary", containsString("Origin"));
        }
        given().header("Origin", FRIEND)
                .get("/api/rooms")
                .then()
                .statusCode(401)
                .header(ALLOW_ORIGIN, FRIEND)
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://friend.example.evil.example",
                "https://evil.example/https://friend.example",
                "http://friend.example",
                "https://friend.example:8443",
                "https://friendXexample",
                "null",
                "*"
            })
    void unlistedOriginIsRefused(String origin) {
        preflight(origin)
                .then()
                .statusCode(403)
                .header(ALLOW_ORIGIN, nullValue())
                .header("Vary", containsString("Origin"))
                .contentType("application/problem+json")
                .body("code", equalTo("forbidden"));
        given().header("Origin", origin)
                .get("/api/rooms")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .header(ALLOW_ORIGIN, nullValue())
                .body("code", equalTo("forbidden"), "detail", containsString("parley.origins"))
                .body("detail", containsString("got Origin \"" + origin + "\", compared with Host \"localhost:"));
    }

    @Test
    void foreignOriginBehindAListedOneIsRefused() {
        given().header("Origin", FRIEND, "https://evil.example")
                .get("/api/rooms")
                .then()
                .statusCode(403)
                .body("detail", containsString("got 2 of them"));
    }

    @Test
    void sameOriginNeedsNoList() {
        try (Talker ada = new Talker("Ada")) {
            ada.http()
                    .header("Origin", "http://localhost:" + RestAssured.port)
                    .get("/api/rooms")
                    .then()
                    .statusCode(200);
        }
    }

    private static Response preflight(String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/api/rooms/lobby/messages");
    }
}
