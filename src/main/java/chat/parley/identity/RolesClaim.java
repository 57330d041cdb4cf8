package chat.parley.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/// The claim that lists roles: a list of strings, or a space-separated string like `scope`; any other value
/// means no roles.
///
/// @param path the claim, and after each `/` a member of the nested object
record RolesClaim(String path) {

    Set<String> of(JwtClaims token) {
        String[] steps = path.split("/", -1);
        Object found = token.getClaimValue(steps[0]);
        for (int i = 1; i < steps.length; i++) {
            found = found instanceof Map<?, ?> object ? object.get(steps[i]) : null;
        }
        return roles(found);
    }

    /// The roles in a value of the claim.
    static Set<String> roles(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
            case String text -> words(text);
            case null, default -> Set.of();
        };
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
