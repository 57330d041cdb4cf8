package chat.parley.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The commands of the golden frames, and variants of them that are still one JSON object each: with strange
/// values, missing fields, duplicate fields. The connection has to survive every one of them.
final class Commands {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src", "test", "resources", "frames");
    private static final String[] STRANGE = {
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "-0.0",
        "9007199254740993",
        "123456789012345678901234567890",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\u202Eabc\"",
        "\"lobby\"",
        "\"LOBBY\"",
        "\"@lobby\"",
        "\"d:a:b\"",
        "\"g:x\"",
        "\"\\\"}{\"",
        "[]",
        "{}",
        "[[[]]]",
        "{\"a\":[{\"a\":null}]}",
        "[null,1,\"x\",{}]"
    };
    /// The store answers each of these with kilobytes, so one in this many is enough.
    private static final int SELDOM = 12;

    private final List<ObjectNode> golden = new ArrayList<>();
    private final List<ObjectNode> costly = new ArrayList<>();
    private final Random random;

    Commands(Random random) {
        this.random = random;
        try (var files = Files.list(GOLDEN)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                // An invalid token ends the connection, and every other hello is refused.
                if (name.startsWith("command-") && !name.equals("command-hello.json")) {
                    boolean reads = name.matches("command-(join|history|members|rooms).*");
                    (reads ? costly : golden).add((ObjectNode) JSON.readTree(file.toFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected the golden frames in " + GOLDEN, e);
        }
    }

    /// The next command.
    String next() {
        ObjectNode command = any(random.nextInt(SELDOM) == 0 ? costly : golden).deepCopy();
        String field = any(List.copyOf(names(command)));
        return switch (random.nextInt(10)) {
            case 0 -> text(without(command, field));
            case 1, 2 -> text(command.putRawValue(field, new RawValue(any(List.of(STRANGE)))));
            case 3 -> twice(text(command), field, any(List.of(STRANGE)));
            case 4 ->
                text(command.put(field, any(List.of("x", "é", "☕", "😀", "\\")).repeat(random.nextInt(2_000))));
            case 5 -> text(command.putRawValue("data", new RawValue(nested(1 + random.nextInt(3_000)))));
            case 6 -> " \t\r\n" + text(command) + "\n".repeat(random.nextInt(50));
            case 7 -> text(command.put("cid", Long.toString(random.nextLong(), 36)));
            default -> text(command);
        };
    }

    private static List<String> names(ObjectNode command) {
        List<String> names = new ArrayList<>();
        command.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode without(ObjectNode command, String field) {
        command.remove(field);
        return command;
    }

    private static String twice(String command, String field, String value) {
        return command.substring(0, command.length() - 1) + ",\"" + field + "\":" + value + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String text(JsonNode command) {
        try {
            return JSON.writeValueAsString(command);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
