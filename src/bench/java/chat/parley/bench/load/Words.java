package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds words in a frame, where speed does not matter: before a client is ready.
final class Words {
    private Words() {}

    static boolean in(ByteBuffer bytes, int from, int length, byte[] words) {
        return find(bytes, from, from + length, words) >= 0;
    }

    /// Where the words begin, or −1.
    static int find(ByteBuffer bytes, int from, int end, byte[] words) {
        for (int i = from; i <= end - words.length; i++) {
            int same = 0;
            while (same < words.length && bytes.get(i + same) == words[same]) {
                same++;
            }
            if (same == words.length) {
                return i;
            }
        }
        return -1;
    }

    static int count(ByteBuffer bytes, int from, int length, byte[] words) {
        int count = 0;
        for (int i = find(bytes, from, from + length, words);
                i >= 0;
                i = find(bytes, i + words.length, from + length, words)) {
            count++;
        }
        return count;
    }

    /// The number after the first of these words.
    static OptionalLong number(ByteBuffer bytes, int from, int length, String words) {
        int i = find(bytes, from, from + length, words.getBytes(UTF_8));
        if (i < 0) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int k = i + words.length(); k < from + length && bytes.get(k) >= '0' && bytes.get(k) <= '9'; k++) {
            number = 10 * number + bytes.get(k) - '0';
        }
        return OptionalLong.of(number);
    }

    /// The text between the first of these words and the next quotation mark.
    static Optional<String> quoted(ByteBuffer bytes, int from, int length, String words) {
        int i = find(bytes, from, from + length, words.getBytes(UTF_8));
        if (i < 0) {
            return Optional.empty();
        }
        int begin = i + words.length();
        int end = begin;
        while (end < from + length && bytes.get(end) != '"') {
            end++;
        }
        byte[] text = new byte[end - begin];
        bytes.get(begin, text);
        return Optional.of(new String(text, UTF_8));
    }
}
