package chat.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The names of a script's keys, or of its arguments, as its text binds them: each position to a local or to
/// a field of a table, once and in order, as in `user = ARGV[1]`. A part that repeats is bound in a loop, from
/// `room = ARGV[i]` on.
///
/// @param once those before the part that repeats
/// @param each those of the part that repeats; empty if nothing does
/// @param all the name of the whole table, if it has one: any further key follows the others
public record ScriptParameters(List<String> once, List<String> each, Optional<String> all) {

    private static final String BINDING = "(\\w+) = (?:tonumber\\()?%s\\b(?:\\[(?:(\\d+)|[a-z](?: \\+ (\\d+))?)])?";
    private static final Pattern KEYS = Pattern.compile(BINDING.formatted("KEYS"));
    private static final Pattern ARGS = Pattern.compile(BINDING.formatted("ARGV"));

    public ScriptParameters {
        once = List.copyOf(once);
        each = List.copyOf(each);
    }

    /// The keys that this text binds.
    static ScriptParameters keys(String text) {
        return read(KEYS, text);
    }

    /// The arguments that this text binds.
    static ScriptParameters args(String text) {
        return read(ARGS, text);
    }

    private static ScriptParameters read(Pattern binding, String text) {
        List<String> once = new ArrayList<>();
        List<String> each = new ArrayList<>();
        Optional<String> all = Optional.empty();
        for (MatchResult found : binding.matcher(text).results().toList()) {
            // The same object as the literal in Java, which makes comparing them cheap.
            String name = found.group(1).intern();
            if (found.group(2) != null) {
                add(once, name, Integer.parseInt(found.group(2)) - 1);
            } else if (found.group().endsWith("]")) {
                add(each, name, found.group(3) == null ? 0 : Integer.parseInt(found.group(3)));
            } else {
                all = Optional.of(name);
            }
        }
        return new ScriptParameters(once, each, all);
    }

    private static void add(List<String> names, String name, int index) {
        if (index != names.size() || names.contains(name)) {
            throw new IllegalStateException("expected a script to bind each position once and in order, got " + name
                    + " at " + (index + 1) + " after " + names);
        }
        names.add(name);
    }

    /// Checks that the value with this index has this name.
    void check(int index, String name) {
        if (!name.equals(at(index))) {
            throw new IllegalArgumentException(
                    "expected " + at(index) + " at " + (index + 1) + " of " + this + ", got " + name);
        }
    }

    private String at(int index) {
        if (index < once.size()) {
            return once.get(index);
        }
        return each.isEmpty() ? "nothing" : each.get((index - once.size()) % each.size());
    }

    /// Checks that these are all values.
    void checkSize(int size) {
        int more = size - once.size();
        if (more < 0 || (each.isEmpty() ? more > 0 && all.isEmpty() : more % each.size() != 0)) {
            throw new IllegalArgumentException("expected a value for each of " + this + ", got " + size);
        }
    }
}
