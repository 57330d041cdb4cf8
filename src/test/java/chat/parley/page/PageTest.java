package chat.parley.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser gets of the page's files.
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class PageTest {
    private static final Pattern LASTING = Pattern.compile("(?:href|src)=\"(a/[^\"]+)\"");

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/ops, text/html; charset=utf-8",
        "/console, text/html; charset=utf-8",
        "/start.js, text/javascript; charset=utf-8",
        "/sw.js, text/javascript; charset=utf-8",
        "/manifest.webmanifest, application/manifest+json",
        "/asyncapi.yaml, application/yaml",
        "/favicon.ico, image/vnd.microsoft.icon",
        "/icons/icon.svg, image/svg+xml",
        "/icons/icon-192.png, image/png",
    })
    void filesWithAStableAddressAreRevalidated(String path, String type) {
        get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", type)
                .header("Cache-Control", "no-cache")
                .header("ETag", matchesPattern("\"[0-9a-f]{20}\""))
                .header("Last-Modified", nullValue());
    }

    @Test
    void everyFileThatThePageNamesIsImmutable() {
        List<String> paths = lastingPaths();
        assertFalse(paths.isEmpty(), "the page names its modules and its style");
        for (String path : paths) {
            get("/" + path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("ETag", matchesPattern("\"[0-9a-f]{20}\""))
                    .header("Last-Modified", nullValue());
        }
    }

    @Test
    void workerCachesEveryFileThatThePageNames() {
        String worker = get("/sw.js").asString();
        for (String path : lastingPaths()) {
            get("/sw.js").then().body(containsString("'" + path + "'"));
        }
        assertFalse(worker.contains("@"), "no place is left unfilled in " + worker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sw.js", "/manifest.webmanifest", "/icons/icon-512.png"})
    void matchingTagYieldsNotModified(String path) {
        String tag = get(path).header("ETag");
        for (String known : List.of(tag, "\"other\", " + tag, "W/" + tag, "*")) {
            plain().header("If-None-Match", known)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .header("Cache-Control", "no-cache")
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .body(is(emptyString()));
        }
    }

    @Test
    void staleTagYieldsTheWholeFile() {
        given().header("If-None-Match", "\"00000000000000000000\"")
                .get("/")
                .then()
                .statusCode(200);
    }

    @Test
    void compressedFormHasItsOwnTag() {
        String plain = get("/").header("ETag");
        given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("Vary", equalTo("accept-encoding"))
                .header("ETag", allOf(not(plain), equalTo(plain.replaceFirst("\"$", "-gz\""))))
                .body(containsString("<title>Parley</title>"));
    }

    @Test
    void clientThatRefusesCompressionGetsThePlainForm() {
        plain().header("Accept-Encoding", "gzip;q=0")
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue());
    }

    @Test
    void headReturnsTheHeadersOfGet() {
        Response got = get("/");
        plain().head("/")
                .then()
                .statusCode(200)
                .header("ETag", got.header("ETag"))
                .header("Content-Length", String.valueOf(got.asByteArray().length))
                .body(is(emptyString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sw.js", "/a/unknown/ui/main.js"})
    void policyForbidsInlineAndForeignContent(String path) {
        get(path)
                .then()
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("script-src 'self';"), not(containsString("unsafe"))))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }

    @Test
    void fileOfAnotherBuildIsNotServed() {
        get("/a/00000000000000000000/ui/main.js")
                .then()
                .statusCode(404)
                .header("Cache-Control", "no-store")
                .header("Connection", "close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/index.html", "/nothing", "/a", "/a/", "/_static/lit-html/3.3.3/lit-html.js", "/page/index.html"
            })
    void missingFileIsNotFound(String path) {
        get(path).then().statusCode(404);
    }

    private static List<String> lastingPaths() {
        return LASTING.matcher(get("/").asString())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Response get(String path) {
        return plain().get(path);
    }

    /// REST Assured requests gzip by itself unless it cannot read it.
    private static RequestSpecification plain() {
        return given().config(RestAssured.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
    }
}
