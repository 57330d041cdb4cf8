package chat.parley.page;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.ParsedHeaderValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a request accepts, or already has (RFC 9110 sections 12.5.3 and 13.1.2).
final class Accepts {
    /// Below any weight that a client can give.
    private static final float LEAST = 0.0001f;

    private Accepts() {}

    /// The form of these that the client prefers, or else the shortest. Whoever accepts none gets the plain one.
    static Coding coding(List<? extends ParsedHeaderValue> accepted, Set<Coding> forms) {
        return Stream.of(Coding.values())
                .filter(forms::contains)
                .filter(form -> weight(accepted, form) > 0)
                .min(Comparator.comparing((Coding form) -> -weight(accepted, form))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(Coding.IDENTITY);
    }

    /// What is not listed is not accepted, apart from the plain form, which is better than nothing.
    private static float weight(List<? extends ParsedHeaderValue> accepted, Coding form) {
        return weight(accepted, form.token())
                .or(() -> form == Coding.IDENTITY ? Optional.of(LEAST) : weight(accepted, "*"))
                .orElse(0f);
    }

    private static Optional<Float> weight(List<? extends ParsedHeaderValue> accepted, String token) {
        return accepted.stream()
                .filter(listed -> listed.value().equalsIgnoreCase(token))
                .map(ParsedHeaderValue::weight)
                .findFirst();
    }

    /// Whether `If-None-Match` contains this ETag; a proxy may have made it weak, which matches just as well.
    static boolean known(MultiMap headers, String etag) {
        return headers.getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
