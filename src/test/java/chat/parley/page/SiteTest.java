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
import java.util.Set;
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
        assertTrue(one.at("/a/" + one.build() + "/ui/main.js").isPresent());
        assertTrue(one.at("/a/" + other.build() + "/ui/main.js").isEmpty());
        assertTrue(one.at("/a/ui/main.js").isEmpty());
    }

    @Test
    void theIndexNamesItsModules() throws IOException {
        Site site = site("one", "say('hello')");
        assertEquals("<link rel=\"modulepreload\" href=\"a/" + site.build() + "/ui/main.js\">", text(site, "/"));
    }

    /// Where no bundle can be built, pods serve the modules; elsewhere nothing of them is left.
    @Test
    void aBundleTakesThePlaceOfTheModules() throws IOException {
        Site modules = site("one", "import './part.js'");
        bundle("one", "ui/main.js", "import{a}from\"../shared/X.js\";import(\"./later.js\")");
        bundle("one", "ui/main.js.br", "short");
        bundle("one", "ui/main.js.gz", "shorter");
        bundle("one", "ui/main.js.map", "{}");
        bundle("one", "ui/later.js", "say()");
        bundle("one", "shared/X.js", "export let a=1");
        Site bundled = load("one");
        assertNotEquals(modules.build(), bundled.build());

        Asset main = bundled.at("/a/" + bundled.build() + "/ui/main.js").orElseThrow();
        assertEquals(
                Set.of(Coding.BROTLI, Coding.GZIP, Coding.IDENTITY),
                main.forms().keySet());
        assertEquals("short", main.in(Coding.BROTLI).toString(UTF_8));
        assertEquals("shorter", main.in(Coding.GZIP).toString(UTF_8));
        assertEquals(
                3,
                Set.of(main.etag(Coding.BROTLI), main.etag(Coding.GZIP), main.etag(Coding.IDENTITY))
                        .size());
        assertTrue(bundled.at("/a/" + bundled.build() + "/ui/main.js.br").isEmpty());
        assertTrue(bundled.at("/a/" + bundled.build() + "/ui/main.js.map").isPresent());
    }

    /// The page loads what it needs at first at once, and its worker all that it can ever need.
    @Test
    void thePageNamesWhatItNeedsAtFirstAndTheWorkerEverything() throws IOException {
        site("one", "say('hello')");
        Files.writeString(folder.resolve("one/page/sw.js"), "[/* @files@ */]");
        bundle("one", "ui/main.js", "import{a}from\"../shared/X.js\";import(\"./later.js\")");
        bundle("one", "ui/main.js.map", "{}");
        bundle("one", "ui/later.js", "say()");
        bundle("one", "shared/X.js", "export let a=1");
        Site bundled = load("one");
        String at = "a/" + bundled.build() + "/";
        assertEquals(
                "<link rel=\"modulepreload\" href=\"" + at + "shared/X.js\">\n"
                        + "    <link rel=\"modulepreload\" href=\"" + at + "ui/main.js\">",
                text(bundled, "/"));
        assertEquals(
                "['" + at + "shared/X.js', '" + at + "ui/later.js', '" + at + "ui/main.js']", text(bundled, "/sw.js"));
    }

    /// The operators' page has an address without an ending and names its own modules; the chat's worker keeps none.
    @Test
    void theOperatorsPageNamesItsOwnModulesAndTheWorkerNoneOfThem() throws IOException {
        site("one", "say('hello')");
        Files.writeString(folder.resolve("one/page/sw.js"), "[/* @files@ */]");
        Files.writeString(folder.resolve("one/page/ops.html"), "<!-- @ops-modules@ -->");
        bundle("one", "ui/main.js", "say()");
        bundle("one", "style/ops.css", "");
        bundle("one", "ops/main.js", "import{a}from\"./shared/Y.js\";import(\"./words/ko.js\")");
        bundle("one", "ops/words/ko.js", "say()");
        bundle("one", "ops/shared/Y.js", "export let a=1");
        Site bundled = load("one");
        String at = "a/" + bundled.build() + "/";
        assertEquals(
                "<link rel=\"modulepreload\" href=\"" + at + "ops/main.js\">\n"
                        + "    <link rel=\"modulepreload\" href=\"" + at + "ops/shared/Y.js\">",
                text(bundled, "/ops"));
        assertTrue(bundled.at("/ops.html").isEmpty());
        assertEquals("<link rel=\"modulepreload\" href=\"" + at + "ui/main.js\">", text(bundled, "/"));
        assertEquals("['" + at + "ui/main.js']", text(bundled, "/sw.js"));
    }

    /// In dev mode the console is for everybody; its modules and its reader of YAML are no part of the chat.
    @Test
    void theConsoleIsToldWhoMayUseItAndTheWorkerKeepsNothingOfIt() throws IOException {
        site("one", "say('hello')");
        Path page = folder.resolve("one/page");
        Files.writeString(page.resolve("sw.js"), "[/* @files@ */]");
        Files.writeString(page.resolve("console.html"), "@console@ <!-- @console-modules@ -->");
        Files.createDirectories(page.resolve("a/console/js-yaml"));
        Files.createDirectories(page.resolve("a/style"));
        Files.writeString(page.resolve("a/console/main.js"), "import './js-yaml/js-yaml.js'");
        Files.writeString(page.resolve("a/console/js-yaml/js-yaml.js"), "say()");
        Files.writeString(page.resolve("a/style/console.css"), "");
        Files.writeString(page.resolve("a/style/tools.css"), "");
        Site packaged = load("one");
        String at = "a/" + packaged.build() + "/";
        assertEquals(
                "admin <link rel=\"modulepreload\" href=\"" + at + "console/js-yaml/js-yaml.js\">\n"
                        + "    <link rel=\"modulepreload\" href=\"" + at + "console/main.js\">",
                text(packaged, "/console"));
        assertEquals("['" + at + "ui/main.js']", text(packaged, "/sw.js"));

        URL[] roots = {folder.resolve("one").toUri().toURL()};
        try (var loader = new URLClassLoader(roots, null)) {
            Site dev = Site.ofModules(loader, "default-src 'none'", "everyone");
            assertTrue(text(dev, "/console").startsWith("everyone "));
        }
    }

    private void bundle(String pod, String path, String text) throws IOException {
        Path file = folder.resolve(pod).resolve("bundle").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String text(Site site, String path) {
        return site.at(path).orElseThrow().in(Coding.IDENTITY).toString(UTF_8);
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
        Files.createDirectories(page.resolve("a/ui"));
        Files.writeString(page.resolve("index.html"), "<!-- @modules@ -->");
        Files.writeString(page.resolve("a/ui/main.js"), module);
        return load(pod);
    }

    private Site load(String pod) throws IOException {
        return load(pod, "default-src 'none'");
    }

    private Site load(String pod, String policy) throws IOException {
        URL[] roots = {folder.resolve(pod).toUri().toURL()};
        try (var loader = new URLClassLoader(roots, null)) {
            return Site.packaged(loader, policy, "admin");
        }
    }

    private static String tag(Site site) {
        return site.at("/").orElseThrow().etag(Coding.IDENTITY);
    }
}
