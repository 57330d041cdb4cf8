package chat.parley.faults;

import chat.parley.kit.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Parses frames; parses a frame that many clients receive only once. Nobody modifies the result.
/// Thread-safe.
final class FrameCache {
    private static final String TO_MANY = "{\"ev\":\"message\"";
    private static final int LATEST = 512;

    private final Map<String, JsonNode> latest = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonNode> eldest) {
            return size() > LATEST;
        }
    });

    JsonNode read(String text) {
        return text.startsWith(TO_MANY) ? latest.computeIfAbsent(text, Frame::read) : Frame.read(text);
    }
}
