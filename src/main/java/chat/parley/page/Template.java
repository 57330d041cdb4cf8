package chat.parley.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Fills in what a file at the top of the page cannot contain as a source: the build, and the lists of its files.
///
/// | in the file | becomes |
/// |---|---|
/// | `@build@` | the build |
/// | `@console@` | who may use the console: `everyone` or `admin` |
/// | `<!-- @modules@ -->` | a `modulepreload` link for each module that the page needs at first, so that they |
/// |   | load at once |
/// | `<!-- @ops-modules@ -->`, `<!-- @console-modules@ -->` | the same for the pages for operators |
/// | `/* @files@ */` | every lasting path as a JavaScript string, with commas |
///
/// @param tools the modules of each page for operators
record Template(String build, String console, List<String> first, Map<String, List<String>> tools, List<String> files) {
    Template {
        first = List.copyOf(first);
        tools = Map.copyOf(tools);
        files = List.copyOf(files);
    }

    String fill(String text) {
        String filled = text.replace("<!-- @modules@ -->", preloads(first));
        for (var tool : tools.entrySet()) {
            filled = filled.replace("<!-- @" + tool.getKey() + "-modules@ -->", preloads(tool.getValue()));
        }
        return filled.replace("/* @files@ */", strings())
                .replace("@console@", console)
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
