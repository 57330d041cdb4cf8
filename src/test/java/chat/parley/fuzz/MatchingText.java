package chat.parley.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes texts that match a pattern of the AsyncAPI document: characters, classes of characters, groups with
/// alternatives, and counts of them (`{2,5}`), between `^` and `$`.
final class MatchingText {
    private final String pattern;
    private final Random random;
    private int at = 1;

    private MatchingText(String pattern, Random random) {
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            throw new IllegalArgumentException("expected a pattern between ^ and $, got " + pattern);
        }
        this.pattern = pattern;
        this.random = random;
    }

    static String of(String pattern, Random random) {
        return new MatchingText(pattern, random).alternatives().get();
    }

    private Supplier<String> alternatives() {
        List<Supplier<String>> all = new ArrayList<>(List.of(sequence()));
        while (pattern.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return () -> all.get(random.nextInt(all.size())).get();
    }

    private Supplier<String> sequence() {
        List<Supplier<String>> parts = new ArrayList<>();
        while ("|)$".indexOf(pattern.charAt(at)) < 0) {
            parts.add(counted(part()));
        }
        return () -> parts.stream().map(Supplier::get).collect(Collectors.joining());
    }

    private Supplier<String> part() {
        char first = pattern.charAt(at++);
        if (first == '(') {
            Supplier<String> group = alternatives();
            at++;
            return group;
        }
        if (first == '[') {
            String characters = characters();
            return () -> String.valueOf(characters.charAt(random.nextInt(characters.length())));
        }
        return () -> String.valueOf(first);
    }

    private String characters() {
        StringBuilder all = new StringBuilder();
        int end = pattern.indexOf(']', at);
        while (at < end) {
            char from = pattern.charAt(at);
            boolean range = at + 2 < end && pattern.charAt(at + 1) == '-';
            char to = range ? pattern.charAt(at + 2) : from;
            for (char one = from; one <= to; one++) {
                all.append(one);
            }
            at += range ? 3 : 1;
        }
        at = end + 1;
        return all.toString();
    }

    private Supplier<String> counted(Supplier<String> part) {
        if (pattern.charAt(at) != '{') {
            return part;
        }
        int end = pattern.indexOf('}', at);
        String[] counts = pattern.substring(at + 1, end).split(",", 2);
        int least = Integer.parseInt(counts[0]);
        int most = Integer.parseInt(counts[counts.length - 1]);
        at = end + 1;
        return () -> Stream.generate(part)
                .limit(least + random.nextInt(most - least + 1))
                .collect(Collectors.joining());
    }
}
