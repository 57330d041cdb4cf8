package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.User;
import org.junit.jupiter.api.Test;

final class SubjectIdTest {
    /// The result of `printf 'https://login.example.com\nada' | sha256sum`, in base32.
    @Test
    void idIsTheFirst26CharactersOfTheDigestInBase32() {
        assertEquals("63vxqsaic4cvaykukmqyhl5hog", SubjectId.of("https://login.example.com", "ada"));
    }

    @Test
    void idIsAUserIdAndUniqueToItsIssuer() {
        String id = SubjectId.of("https://login.example.com", "grace");
        assertTrue(User.isId(id));
        assertNotEquals(id, SubjectId.of("https://login.example.org", "grace"));
        assertNotEquals(SubjectId.of("a\nb", "c"), SubjectId.of("a", "c"));
    }
}
