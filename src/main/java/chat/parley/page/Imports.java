package chat.parley.page;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which modules a browser loads before it runs one: what it imports, and what that imports, but not what is
/// only loaded when used (`import('…')`).
final class Imports {
    private static final Pattern IMPORTED = Pattern.compile("\\b(?:from|import)\\s*[\"'](\\.[^\"']+)[\"']");

    private Imports() {}

    /// @param modules path → text; a path that is none of them is text that only looks like an import
    static Set<String> reachedFrom(String first, Map<String, String> modules) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            String path = open.pop();
            String text = modules.get(path);
            if (text != null && reached.add(path)) {
                IMPORTED.matcher(text).results().forEach(found -> open.push(beside(path, found.group(1))));
            }
        }
        return reached;
    }

    private static String beside(String path, String imported) {
        return Path.of(path).resolveSibling(imported).normalize().toString().replace('\\', '/');
    }
}
