package chat.parley.bench.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// `--name value` and `--name` from a command line.
public final class Options {
    private final Map<String, String> values = new HashMap<>();

    public Options(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("expected an option that begins with --, got " + args[i]);
            }
            boolean valued = i + 1 < args.length && !args[i + 1].startsWith("--");
            values.put(args[i].substring(2), valued ? args[i + 1] : "");
            i += valued ? 1 : 0;
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return has(name) ? Integer.parseInt(text(name, "")) : otherwise;
    }

    public Duration seconds(String name, double otherwise) {
        double seconds = has(name) ? Double.parseDouble(text(name, "")) : otherwise;
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
