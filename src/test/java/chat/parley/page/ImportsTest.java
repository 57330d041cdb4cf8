package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a browser loads before it runs the page, of sources and of what the bundler made of them.
final class ImportsTest {
    @Test
    void modulesAreReachedThroughOthers() {
        Map<String, String> modules = Map.of(
                "a/ui/main.js", "import {\n  one,\n  two,\n} from '../state/one.js';\nimport './aside.js';",
                "a/state/one.js", "export { two } from './two.js';",
                "a/state/two.js", "import { one } from './one.js';",
                "a/ui/aside.js", "",
                "a/ui/other.js", "");
        assertEquals(
                Set.of("a/ui/main.js", "a/ui/aside.js", "a/state/one.js", "a/state/two.js"),
                Imports.reachedFrom("a/ui/main.js", modules));
    }

    @Test
    void whatIsLoadedWhenUsedIsNotReached() {
        Map<String, String> modules = Map.of(
                "a/ui/main.js",
                        "import{a as b}from\"../shared/X.js\";import\"../shared/Y.js\";f(()=>import(\"./later.js\"));",
                "a/shared/X.js", "export{a};",
                "a/shared/Y.js", "",
                "a/ui/later.js", "");
        assertEquals(
                Set.of("a/ui/main.js", "a/shared/X.js", "a/shared/Y.js"), Imports.reachedFrom("a/ui/main.js", modules));
    }

    @Test
    void textThatOnlyLooksLikeAnImportIsNone() {
        assertEquals(
                Set.of("a/ui/main.js"),
                Imports.reachedFrom("a/ui/main.js", Map.of("a/ui/main.js", "say('from \"./nowhere.js\"')")));
    }
}
