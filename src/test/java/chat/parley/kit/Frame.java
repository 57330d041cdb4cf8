package chat.parley.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON as a client reads and writes it.
public final class Frame {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Frame() {}

    /// An object from alternating names and values.
    public static String of(Object... members) {
        return text(map(members));
    }

    /// The same as a value to embed in another.
    public static Map<String, Object> map(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }

    /// What `resume` holds, from room, epoch and seq alternating.
    static List<Object> positions(Object... resume) {
        List<Object> rooms = new ArrayList<>();
        for (int i = 0; i < resume.length; i += 3) {
            rooms.add(map("room", resume[i], "epoch", resume[i + 1], "seq", resume[i + 2]));
        }
        return rooms;
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected a frame of JSON, got " + text, e);
        }
    }
}
