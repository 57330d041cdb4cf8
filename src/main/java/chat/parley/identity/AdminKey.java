package chat.parley.identity;

import chat.parley.protocol.KeyScope;
import chat.parley.protocol.User;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The first key, from the environment (`PARLEY_ADMIN_KEY`): it may do everything, so that it makes the
/// others. It is in no list and cannot be ended but by starting the pods without it.
@Singleton
final class AdminKey {

    static final String ID = "admin";

    /// Always the same user.
    static final User USER = new User(User.BOT + "admin00000000000", "Admin");

    private final Optional<StoredKey> key;

    AdminKey(@ConfigProperty(name = "parley.admin-key") Optional<String> text) {
        key = text.filter(given -> !given.isBlank())
                .map(given -> new StoredKey(
                        new KeyRecord(
                                ID,
                                EnumSet.allOf(KeyScope.class),
                                List.of(),
                                USER,
                                0,
                                OptionalLong.empty(),
                                OptionalLong.empty()),
                        List.of(PresentedKey.digest(given))));
    }

    Optional<StoredKey> get() {
        return key;
    }
}
