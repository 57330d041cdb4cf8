package chat.parley.fuzz;

import static chat.parley.fuzz.Octets.CLOSE;
import static chat.parley.fuzz.Octets.CONTINUATION;
import static chat.parley.fuzz.Octets.FIN;
import static chat.parley.fuzz.Octets.PING;
import static chat.parley.fuzz.Octets.PONG;
import static chat.parley.fuzz.Octets.TEXT;
import static chat.parley.fuzz.Octets.all;
import static chat.parley.fuzz.Octets.bytes;
import static chat.parley.fuzz.Octets.frame;
import static chat.parley.fuzz.Octets.utf8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Frames made of a text: in an unusual but valid form, or damaged, so that most of them break a rule and
/// some by chance do not.
final class Mutations {

    private static final int[] BAD_UTF8 = {0x80, 0xC0, 0xE0, 0xED, 0xF0, 0xF4, 0xF5, 0xFF};

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /// Valid frames: one or many, with control frames between.
    List<byte[]> tame(String text) {
        byte[] payload = utf8(text);
        return switch (random.nextInt(8)) {
            case 0 -> inFragments(payload);
            case 1 -> List.of(control(), frame(FIN | Octets.BINARY, random.nextInt(), payload));
            default -> List.of(frame(FIN | TEXT, random.nextInt(), payload));
        };
    }

    /// One damaged frame.
    byte[] wild(String text) {
        byte[] payload = utf8(text);
        byte[] whole = frame(FIN | TEXT, random.nextInt(), payload);
        return switch (random.nextInt(16)) {
            case 0 -> flipped(whole, 2);
            case 1 -> flipped(whole, whole.length);
            case 2 -> Arrays.copyOf(whole, random.nextInt(whole.length));
            case 3 -> replaced(whole, 1, random.nextInt(256));
            case 4 -> without(whole, random.nextInt(whole.length));
            case 5 -> with(whole, random.nextInt(whole.length), random.nextInt(256));
            case 6 -> all(Octets.head16(FIN | TEXT, random.nextInt(126)), payload);
            case 7 -> all(Octets.head64(FIN | TEXT, random.nextLong()), payload);
            case 8 -> all(bytes(FIN | TEXT, Math.min(125, payload.length)), payload);
            case 9 -> frame(random.nextInt(256), random.nextInt(), payload);
            case 10 -> Octets.close(random.nextInt(5_100), Arrays.copyOf(payload, Math.min(123, payload.length)));
            case 11 -> text(with(payload, random.nextInt(payload.length), BAD_UTF8[random.nextInt(BAD_UTF8.length)]));
            case 12 -> text(Arrays.copyOf(payload, random.nextInt(payload.length)));
            case 13 -> text(flipped(payload, payload.length));
            case 14 -> frame(TEXT, random.nextInt(), payload);
            default -> text(utf8("{\"op\":\"hello\",\"token\":\"header.claims.signature\"}"));
        };
    }

    /// What many clients would send, at most 125 bytes of it.
    private byte[] control() {
        return frame(FIN | (random.nextBoolean() ? PING : PONG), random.nextInt(), new byte[random.nextInt(126)]);
    }

    private List<byte[]> inFragments(byte[] payload) {
        List<byte[]> frames = new ArrayList<>();
        int at = 0;
        do {
            int end = Math.min(payload.length, at + random.nextInt(1 + payload.length / 3));
            end = random.nextInt(8) == 0 ? payload.length : end;
            int first = (frames.isEmpty() ? TEXT : CONTINUATION) | (end == payload.length ? FIN : 0);
            frames.add(frame(first, random.nextInt(), Arrays.copyOfRange(payload, at, end)));
            if (end < payload.length && random.nextInt(4) == 0) {
                frames.add(control());
            }
            at = end;
        } while (at < payload.length);
        return frames;
    }

    private byte[] text(byte[] payload) {
        return frame(FIN | (random.nextInt(10) == 0 ? CLOSE : TEXT), random.nextInt(), payload);
    }

    private byte[] flipped(byte[] bytes, int among) {
        int at = random.nextInt(among);
        return replaced(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
    }

    private static byte[] replaced(byte[] bytes, int at, int octet) {
        byte[] out = bytes.clone();
        out[at] = (byte) octet;
        return out;
    }

    private static byte[] without(byte[] bytes, int at) {
        return all(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
    }

    private static byte[] with(byte[] bytes, int at, int octet) {
        return all(Arrays.copyOf(bytes, at), bytes(octet), Arrays.copyOfRange(bytes, at, bytes.length));
    }
}
