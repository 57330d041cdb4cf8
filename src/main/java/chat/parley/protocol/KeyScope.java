package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a key lets its holder do (protocol.md section 11).
public enum KeyScope {
    READ,
    SEND,
    EMIT,
    ROOMS,
    MODERATE,
    ADMIN;

    /// The word on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// From the word on the wire; anything else is a `bad_request`.
    public static KeyScope of(String wire) {
        for (KeyScope scope : values()) {
            if (scope.wire().equals(wire)) {
                return scope;
            }
        }
        String known = Arrays.stream(values()).map(KeyScope::wire).collect(Collectors.joining(", "));
        throw Problem.badRequest("scopes: expected some of " + known + ", got " + Quote.of(wire));
    }
}
