package chat.parley.page;

import java.util.List;
import java.util.stream.Collectors;

/// Fills in what a file at the top of the page cannot contain as a source: the build, and the list of its files.
///
/// | in the file | becomes |
/// |---|---|
/// | `@build@` | the build |
/// | `<!-- @modules@ -->` | a `modulepreload` link for each module, so that they load at once; those of other |
/// |   | languages are only prefetched when idle |
/// | `/* @files@ */` | every lasting path as a JavaScript string, with commas |
record Template(String build, List<String> files) {
    /// Imported only where there is an issuer to sign in at.
    private static final String LAZY = "/oauth4webapi/";

    Template {
        files = List.copyOf(files);
    }

    String fill(String text) {
        return text.replace("<!-- @modules@ -->", preloads())
                .replace("/* @files@ */", strings())
                .replace("@build@", build);
    }

    private String preloads() {
        return files.stream()
                .filter(file -> file.endsWith(".js") && !file.contains(LAZY))
                .map(file ->
                        "<link rel=\"" + (wanted(file) ? "modulepreload" : "prefetch") + "\" href=\"" + file + "\">")
                .collect(Collectors.joining("\n    "));
    }

    private static boolean wanted(String file) {
        return !file.contains("/words/") || file.endsWith("/en.js");
    }

    private String strings() {
        return files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
    }
}
