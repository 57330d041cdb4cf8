package chat.parley.identity;

import chat.parley.protocol.User;
import java.security.SecureRandom;
import java.util.Base64;

/// A key just made: the only time that its text is known.
///
/// @param id of the key
/// @param text the key, to be shown once
public record NewKey(String id, String text) {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 12;
    /// 80 random bits beside the beginning, as many as the protocol asks of a user's id.
    private static final int USER_LENGTH = 16;

    private static final int SECRET_BYTES = 32;

    static NewKey random(SecureRandom random) {
        return random(letters(random, ID_LENGTH), random);
    }

    /// Another secret for a key.
    static NewKey random(String id, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new NewKey(
                id,
                "parley_" + id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// The id of a new bot.
    static String bot(SecureRandom random) {
        return User.BOT + letters(random, USER_LENGTH);
    }

    private static String letters(SecureRandom random, int length) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    /// Never shows the secret.
    @Override
    public String toString() {
        return "key " + id;
    }
}
