package chat.parley.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser gets when two pods share one address: of one build, or of two while one replaces the other.
@Lane(Lane.PAGES)
final class BuildsIT {
    private static final List<String> CHANGED = List.of("/", "/start.js", "/sw.js");
    private static final List<String> KEPT = List.of(
            "/manifest.webmanifest", "/favicon.ico", "/icons/icon.svg", "/icons/icon-192.png", "/asyncapi.yaml");
    private static final Pattern LASTING = Pattern.compile("(?:href|src)=\"(a/[^\"]+)\"");

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @TempDir
    private static Path folder;

    private static Pod one;
    private static Pod twin;
    private static Pod next;

    @BeforeAll
    static void open() throws IOException {
        one = PODS.pod();
        twin = PODS.pod();
        next = PODS.podOf(OtherBuild.in(folder.resolve("next"), "start.js"));
        PODS.ready();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "br"})
    void twoPodsOfOneBuildAgree(String encoding) throws IOException, InterruptedException {
        List<String> paths =
                Stream.of(CHANGED, KEPT, lasting(one)).flatMap(List::stream).toList();
        for (String path : paths) {
            AssetRequest first = AssetRequest.first(one, path, encoding);
            assertEquals(200, first.status(), path);
            assertEquals(first, AssetRequest.first(twin, path, encoding), path);
            assertEquals(304, first.again(twin, path, encoding).status(), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "br"})
    void changedFileIsSentInFullToAClientOfTheOtherBuild(String encoding) throws IOException, InterruptedException {
        for (String path : CHANGED) {
            AssetRequest former = AssetRequest.first(one, path, encoding);
            AssetRequest latter = AssetRequest.first(next, path, encoding);
            assertNotEquals(former.tag(), latter.tag(), path);
            assertEquals(latter, former.again(next, path, encoding), path);
            assertEquals(former, latter.again(one, path, encoding), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "br"})
    void unchangedFileIsNotSentAgain(String encoding) throws IOException, InterruptedException {
        for (String path : KEPT) {
            AssetRequest former = AssetRequest.first(one, path, encoding);
            assertEquals(304, former.again(next, path, encoding).status(), path);
        }
    }

    @Test
    void filesOfTwoBuildsAreNeverMixed() throws IOException, InterruptedException {
        List<String> paths = lasting(one);
        assertFalse(paths.isEmpty(), "the page names its files");
        for (String path : paths) {
            AssetRequest missed = AssetRequest.first(one, path, "identity").again(next, path, "identity");
            assertEquals(404, missed.status(), path);
            assertEquals("no-store", missed.cacheControl(), path);
        }
    }

    private static List<String> lasting(Pod pod) throws IOException, InterruptedException {
        String index = UTF_8.decode(
                        AssetRequest.first(pod, "/", "identity").body().duplicate())
                .toString();
        return LASTING.matcher(index)
                .results()
                .map(found -> "/" + found.group(1))
                .toList();
    }
}
