package chat.parley.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// The fields of a JSON object as received, each checked for its type only when a command reads it: so a
/// field that a command does not know is ignored, whatever it holds. A field that is `null` is absent.
final class JsonFields {

    /// A value that no field of the protocol can hold, as shown in a refusal.
    record InvalidValue(String shown) {

        private static final int SHOWN = 40;

        InvalidValue {
            shown = shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
        }
    }

    /// The value of a field that is `null`.
    static final Object ABSENT = new Object();

    private final String path;
    private final Map<String, Object> values = new HashMap<>();

    /// @param path the prefix of field names in refusals, such as `resume[3].`
    JsonFields(String path) {
        this.path = path;
    }

    /// Stores a `String`, `Long`, `Boolean`, [Json], `List`, `JsonFields` or [InvalidValue]; the last value
    /// of a name wins.
    void put(String name, Object value) {
        if (value.equals(ABSENT)) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }

    /// Stores the value unless there is one of that name.
    void putIfAbsent(String name, Object value) {
        values.putIfAbsent(name, value);
    }

    /// Whether there is a value of that name.
    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return get(name, String.class, "a string").map(text -> wellFormed(path + name, text));
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name, "a string"));
    }

    OptionalLong number(String name) {
        return get(name, Long.class, "a whole number from 0 to " + Position.MAX_SEQ)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    Optional<Boolean> flag(String name) {
        return get(name, Boolean.class, "true or false");
    }

    long requiredNumber(String name) {
        return number(name).orElseThrow(() -> missing(name, "a whole number from 0 to " + Position.MAX_SEQ));
    }

    boolean requiredFlag(String name) {
        return flag(name).orElseThrow(() -> missing(name, "true or false"));
    }

    Optional<Json> json(String name) {
        return get(name, Json.class, "JSON without lone surrogates");
    }

    RoomId room() {
        return new RoomId(requiredText("room"));
    }

    String user() {
        return requiredText("user");
    }

    Cid cid() {
        return new Cid(requiredText("cid"));
    }

    /// `epoch` and `seq`, which must appear together.
    Optional<Position> position() {
        if (!values.containsKey("epoch") && !values.containsKey("seq")) {
            return Optional.empty();
        }
        String epoch = requiredText("epoch");
        long seq = number("seq").orElseThrow(() -> missing("seq", "a whole number beside epoch"));
        return Optional.of(new Position(epoch, seq));
    }

    List<String> texts(String name) {
        List<?> items = list(name);
        return IntStream.range(0, items.size())
                .mapToObj(i -> item(name, i, items.get(i), String.class, "a string"))
                .toList();
    }

    List<JsonFields> objects(String name) {
        List<?> items = list(name);
        return IntStream.range(0, items.size())
                .mapToObj(i -> item(name, i, items.get(i), JsonFields.class, "an object"))
                .toList();
    }

    Problem missing(String name, String expected) {
        return Problem.badRequest(path + name + ": expected " + expected + ", got nothing");
    }

    private List<?> list(String name) {
        Optional<List<?>> list = get(name, List.class, "an array").map(items -> (List<?>) items);
        return list.orElse(List.of());
    }

    private <T> Optional<T> get(String name, Class<T> type, String expected) {
        return Optional.ofNullable(values.get(name)).map(value -> cast(path + name, value, type, expected));
    }

    private <T> T item(String name, int index, Object value, Class<T> type, String expected) {
        return cast(path + name + "[" + index + "]", value, type, expected);
    }

    private static <T> T cast(String where, Object value, Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw Problem.badRequest(where + ": expected " + expected + ", got " + shown(value));
        }
        return type.cast(value);
    }

    private static String wellFormed(String where, String text) {
        if (!Utf8Size.wellFormed(text)) {
            throw Problem.badRequest(where + ": expected text without lone surrogates, got " + Quote.of(text));
        }
        return text;
    }

    private static String shown(Object value) {
        return switch (value) {
            case String text -> "the string " + Quote.of(text);
            case InvalidValue invalid -> invalid.shown();
            case List<?> list -> "an array";
            case JsonFields fields -> "an object";
            default -> value.toString();
        };
    }
}
