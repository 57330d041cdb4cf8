package chat.parley.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two pods, of one build or of two, report about their files.
final class SiteTest {
    @TempDir
    private Path folder;

    @Test
    void twoPodsOfOneBuildAgree() throws IOException {
        Site one = site("one", "say('hello')");
        Site other = site("other", "say('hello')");
        assertEquals(one.build(), other.build());
        assertEquals(tag(one), tag(other));
    }

    @Test
    void changedModuleChangesTheIndex() throws IOException {
        Site one = site("one", "say('hello')");
        Site other = site("other", "say('goodbye')");
        assertNotEquals(one.build(), other.build());
        assertNotEquals(tag(one), tag(other));
    }

    /// A browser that keeps the page keeps its policy: with the old one it could not sign in.
    @Test
    void anotherPolicyIsAnotherBuild() throws IOException {
        Site one = site("one", "say('hello')");
        assertNotEquals(
                one.build(),
                load("one", "default-src 'none'; connect-src https://login.example")
                        .build());
    }

    @Test
    void aModuleIsFoundUnderItsOwnBuildOnly() throws IOException {
        Site one = site("one", "say('hello')");
        Site other = site("other", "say('goodbye')");
        assertTrue(one.at("/a/" + one.build() + "/main.js").isPresent());
        assertTrue(one.at("/a/" + other.build() + "/main.js").isEmpty());
        assertTrue(one.at("/a/main.js").isEmpty());
    }

    @Test
    void theIndexNamesItsModules() throws IOException {
        Site site = site("one", "say('hello')");
        String index = site.at("/").orElseThrow().plain().toString(UTF_8);
        assertEquals("<link rel=\"modulepreload\" href=\"a/" + site.build() + "/main.js\">", index);
    }

    @Test
    void fileOfAnUnknownTypeIsDetectedAtOnce() throws IOException {
        site("one", "say('hello')");
        Files.writeString(folder.resolve("one/page/a/main.exe"), "");
        assertThrows(IllegalArgumentException.class, () -> load("one"));
    }

    @Test
    void aPodWithoutThePageDoesNotStart() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThrows(IllegalStateException.class, () -> load("empty"));
    }

    private Site site(String pod, String module) throws IOException {
        Path page = folder.resolve(pod).resolve("page");
        Files.createDirectories(page.resolve("a"));
        Files.writeString(page.resolve("index.html"), "<!-- @modules@ -->");
        Files.writeString(page.resolve("a/main.js"), module);
        return load(pod);
    }

    private Site load(String pod) throws IOException {
        return load(pod, "default-src 'none'");
    }

    private Site load(String pod, String policy) throws IOException {
        URL[] roots = {folder.resolve(pod).toUri().toURL()};
        try (var loader = new URLClassLoader(roots, null)) {
            return Site.load(loader, policy);
        }
    }

    private static String tag(Site site) {
        return site.at("/").orElseThrow().etag(false);
    }
}
