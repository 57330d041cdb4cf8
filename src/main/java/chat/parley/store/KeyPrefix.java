package chat.parley.store;

import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What all keys and channels of this installation begin with (`parley.prefix`): several installations with
/// different ones share a Redis and know nothing of each other. A pod's Redis user needs rights to these keys
/// and channels only.
///
/// @param word without the colon that follows it
@Singleton
public record KeyPrefix(String word) {

    private static final String DEFAULT = "parley";
    private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,32}");

    /// That of an installation with a Redis of its own.
    public static final KeyPrefix USUAL = new KeyPrefix(DEFAULT);

    public KeyPrefix(@ConfigProperty(name = "parley.prefix", defaultValue = DEFAULT) String word) {
        if (!VALID.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "parley.prefix (PARLEY_PREFIX): expected " + VALID.pattern() + ", got \"" + word + "\"");
        }
        this.word = word;
    }

    /// The key or channel of this name.
    public String key(String name) {
        return word + ":" + name;
    }
}
