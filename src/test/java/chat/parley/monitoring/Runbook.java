package chat.parley.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The section "Alerts" of the page for operators: an entry for each alert, with blocks of commands.
record Runbook(String text) {
    static final String PAGE = "src/docs/operating.md";
    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    static Runbook read() throws IOException {
        String page = Files.readString(Path.of(PAGE));
        int begin = page.indexOf("\n## Alerts\n");
        return new Runbook(page.substring(begin, page.indexOf("\n## ", begin + 1)));
    }

    /// The text under this heading; empty without it.
    String entry(String heading) {
        return Stream.of(text.split("\n### ", -1))
                .filter(entry -> entry.startsWith(heading + "\n"))
                .findFirst()
                .orElse("");
    }

    /// The blocks of commands.
    List<String> blocks() {
        return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
    }
}
