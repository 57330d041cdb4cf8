package chat.parley.page;

import java.util.List;
import java.util.stream.Collectors;

/// Fills in what a file at the top of the page cannot contain as a source: the build, and the lists of its files.
///
/// | in the file | becomes |
/// |---|---|
/// | `@build@` | the build |
/// | `<!-- @modules@ -->` | a `modulepreload` link for each module that the page needs at first, so that they |
/// |   | load at once |
/// | `/* @files@ */` | every lasting path as a JavaScript string, with commas |
record Template(String build, List<String> first, List<String> files) {
    Template {
        first = List.copyOf(first);
        files = List.copyOf(files);
    }

    String fill(String text) {
        return text.replace("<!-- @modules@ -->", preloads())
                .replace("/* @files@ */", strings())
                .replace("@build@", build);
    }

    private String preloads() {
        return first.stream()
                .map(file -> "<link rel=\"modulepreload\" href=\"" + file + "\">")
                .collect(Collectors.joining("\n    "));
    }

    private String strings() {
        return files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
    }
}
