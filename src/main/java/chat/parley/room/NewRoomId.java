package chat.parley.room;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.Title;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;

/// Creates ids for new rooms (protocol.md section 3): for a private group an id that cannot be guessed, for a
/// public room a slug of its title.
@Singleton
final class NewRoomId {

    /// Lower-case base32 (RFC 4648): 5 bits per character.
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    /// 120 random bits, which alone keep strangers from finding the room.
    private static final int SECRET = 24;
    /// 40 bits, so that ids of rooms with the same title do not collide.
    private static final int DISTINCT = 8;

    private static final int LONGEST_WORDS = 40;

    private final SecureRandom random = new SecureRandom();

    /// A new id for a private group.
    RoomId secret() {
        return new RoomId("g:" + letters(SECRET));
    }

    /// A new id for a public room.
    RoomId of(Title title) {
        String words = Normalizer.normalize(title.value(), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String start = words.substring(0, Math.min(words.length(), LONGEST_WORDS));
        return new RoomId(start.isEmpty() ? letters(DISTINCT) : start + "-" + letters(DISTINCT));
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
