package chat.parley.identity;

import chat.parley.protocol.Name;
import chat.parley.protocol.User;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Optional;

/// Creates guests: users with an id that cannot be guessed, and a default name until they choose one.
@Singleton
public final class Guests {

    /// Lower-case base32 (RFC 4648): 5 bits per character.
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    /// 100 random bits; the protocol asks for 80 (protocol.md section 3).
    private static final int LENGTH = 20;

    private final SecureRandom random = new SecureRandom();

    /// Creates a new user.
    public User make(Optional<Name> wanted) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        String name = wanted.map(Name::value).orElseGet(() -> "Guest " + (1_000 + random.nextInt(9_000)));
        return new User(id.toString(), name);
    }
}
