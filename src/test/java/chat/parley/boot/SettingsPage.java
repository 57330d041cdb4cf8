package chat.parley.boot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A page that lists our settings in tables between two markers. Names, values and defaults are those of the
/// code; what a setting is for is written on the page, in the last cell of its row, and stays as it is.
final class SettingsPage {

    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";
    private static final String HEAD =
            "| setting | environment variable | value | default | what it is for |\n|---|---|---|---|---|\n";
    private static final String NONE = "none";
    private static final String MISSING = "?";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\| ([^|]*) \\|$");
    private static final Map<String, Optional<String>> DEFAULTS = Mappings.all();
    private static final Properties PROPERTIES = properties();

    private final String text;
    private final Map<String, String> purposes = new TreeMap<>();

    SettingsPage(String text) {
        this.text = text;
        for (Matcher row = ROW.matcher(text); row.find(); ) {
            purposes.put(row.group(1), row.group(2));
        }
    }

    /// What the setting of this name is for, in a sentence.
    String purpose(String setting) {
        return purposes.getOrDefault(setting, MISSING);
    }

    boolean isCurrent() {
        return text.equals(expected());
    }

    /// The page with the tables that it should have.
    String expected() {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError("expected the lines " + BEGIN + " and " + END + " in the page");
        }
        return text.substring(0, begin + BEGIN.length()) + tables() + text.substring(end);
    }

    /// The first line that is not as expected, as it is and as it should be.
    String firstDifference() {
        List<String> actual = text.lines().toList();
        List<String> expected = expected().lines().toList();
        return IntStream.range(0, Math.max(actual.size(), expected.size()))
                .filter(at -> !line(actual, at).equals(line(expected, at)))
                .mapToObj(at -> "line " + (at + 1) + ", expected \"" + line(expected, at) + "\", got \""
                        + line(actual, at) + "\"")
                .findFirst()
                .orElse("none");
    }

    private static String line(List<String> lines, int at) {
        return at < lines.size() ? lines.get(at) : "";
    }

    /// A table for each prefix, in alphabetical order; `parley` itself comes first.
    private String tables() {
        Map<String, String> rows = Settings.OURS.stream()
                .collect(groupingBy(SettingsPage::prefix, TreeMap::new, mapping(this::row, joining())));
        return rows.entrySet().stream()
                .map(table -> "\n## `" + table.getKey() + ".*`\n\n" + HEAD + table.getValue())
                .collect(joining("", "", "\n"));
    }

    private static String prefix(Setting setting) {
        return setting.name().substring(0, setting.name().lastIndexOf('.'));
    }

    private String row(Setting setting) {
        return Stream.of(
                        "`" + setting.name() + "`",
                        "`" + setting.variable() + "`",
                        value(setting.form()),
                        defaults(setting),
                        purpose(setting.name()))
                .collect(joining(" | ", "| ", " |\n"));
    }

    private static String value(Form form) {
        return switch (form) {
            case Forms.OrNothing optional -> value(optional.form()) + "; or empty";
            case Forms.Bytes secret -> "**secret** of " + secret.expected();
            case Forms.AdminKey key -> "**secret**: " + key.expected();
            default -> form.expected();
        };
    }

    /// That of production, and that of development where it is another; never one of a secret.
    private static String defaults(Setting setting) {
        if (setting.form() instanceof Forms.OrNothing(Forms.Bytes _)) {
            return NONE;
        }
        String production = Objects.requireNonNull(DEFAULTS.get(setting.name()), setting::name)
                .map(value -> "`" + value + "`")
                .orElse(NONE);
        String development = PROPERTIES.getProperty("%dev." + setting.name());
        return development == null ? production : production + "; in dev `" + development + "`";
    }

    private static Properties properties() {
        try (InputStream file = SettingsPage.class.getResourceAsStream("/application.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(file, "application.properties"));
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("expected properties in application.properties", e);
        }
    }
}
