package chat.parley.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The table while it is filled. A figure that was measured more than once appears as its median, followed by
/// the least and the greatest.
final class ResultTable {
    private final Map<Figure, Map<String, List<Double>>> values = new EnumMap<>(Figure.class);
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    void put(Figure figure, String name, double value) {
        names.add(name);
        values.computeIfAbsent(figure, any -> new LinkedHashMap<>())
                .computeIfAbsent(name, any -> new ArrayList<>())
                .add(value);
        System.out.printf("%s, %s: %s%n", name + ", " + figure.work, figure.measure, figure.text(value));
    }

    /// Something that readers of the table have to know, or a curve.
    void note(String text) {
        notes.add(text);
        System.out.println(text);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        row(text, List.of("work", "measure", "aim"), names);
        text.append("|---|---|---|").append("---:|".repeat(names.size())).append('\n');
        String work = "";
        for (Map.Entry<Figure, Map<String, List<Double>>> line : values.entrySet()) {
            String its = line.getKey().work;
            row(
                    text,
                    List.of(its.equals(work) ? "" : its, line.getKey().measure, line.getKey().aim),
                    names.stream()
                            .map(name -> cell(line.getKey(), line.getValue().getOrDefault(name, List.of())))
                            .toList());
            work = its;
        }
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder text, List<String> head, Iterable<String> cells) {
        text.append("| ").append(String.join(" | ", head));
        cells.forEach(cell -> text.append(" | ").append(cell));
        text.append(" |\n");
    }

    private static String cell(Figure figure, List<Double> measured) {
        if (measured.isEmpty()) {
            return "";
        }
        List<Double> sorted = measured.stream().sorted().collect(Collectors.toList());
        String median = figure.text(sorted.get(sorted.size() / 2));
        return sorted.size() == 1
                ? median
                : "%s [%s..%s]".formatted(median, figure.text(sorted.getFirst()), figure.text(sorted.getLast()));
    }
}
