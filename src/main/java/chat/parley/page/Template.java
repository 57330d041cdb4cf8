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
/// | `<!-- @ops-modules@ -->` | the same for the operators' page |
/// | `/* @files@ */` | every lasting path as a JavaScript string, with commas |
record Template(String build, List<String> first, List<String> ops, List<String> files) {
    Template {
        first = List.copyOf(first);
        ops = List.copyOf(ops);
        files = List.copyOf(files);
    }

    String fill(String text) {
        return text.replace("<!-- @modules@ -->", preloads(first))
                .replace("<!-- @ops-modules@ -->", preloads(ops))
                .replace("/* @files@ */", strings())
                .replace("@build@", build);
    }

    private static String preloads(List<String> modules) {
        return modules.stream()
                .map(file -> "<link rel=\"modulepreload\" href=\"" + file + "\">")
                .collect(Collectors.joining("\n    "));
    }

    private String strings() {
        return files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "));
    }
}
