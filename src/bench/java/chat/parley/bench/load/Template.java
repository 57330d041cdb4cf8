package chat.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A frame of a script with placeholders that are filled for each client: `{i}` (the client), `{room}`,
/// `{seq}` (the message) and `{payload}`. Other braces, such as JSON's, stay as they are.
final class Template {
    private sealed interface Part {}

    private static final class Bytes implements Part {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private enum Place implements Part {
        CLIENT("{i}"),
        ROOM("{room}"),
        SEQ("{seq}"),
        PAYLOAD("{payload}");

        private final String name;

        Place(String name) {
            this.name = name;
        }
    }

    private final List<Part> parts = new ArrayList<>();

    Template(String text) {
        int done = 0;
        for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
            for (Place place : Place.values()) {
                if (text.startsWith(place.name, i)) {
                    parts.add(bytes(text.substring(done, i)));
                    parts.add(place);
                    done = i + place.name.length();
                }
            }
        }
        parts.add(bytes(text.substring(done)));
    }

    private static Bytes bytes(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the frame's payload at the buffer's position.
    void fill(ByteBuffer out, int client, int room, long seq, byte[] payload) {
        for (Part part : parts) {
            switch (part) {
                case Bytes fixed -> out.put(fixed.bytes);
                case Place.CLIENT -> number(out, client);
                case Place.ROOM -> number(out, room);
                case Place.SEQ -> number(out, seq);
                case Place.PAYLOAD -> out.put(payload);
            }
        }
    }

    private static void number(ByteBuffer out, long number) {
        if (number >= 10) {
            number(out, number / 10);
        }
        out.put((byte) ('0' + number % 10));
    }
}
