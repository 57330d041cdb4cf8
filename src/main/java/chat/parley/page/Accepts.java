package chat.parley.page;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.ParsedHeaderValues;
import java.util.Arrays;

/// What a request accepts, or already has (RFC 9110 sections 12.5.3 and 13.1.2).
final class Accepts {
    private Accepts() {}

    static boolean gzip(ParsedHeaderValues headers) {
        return headers.acceptEncoding().stream()
                .anyMatch(coding -> coding.value().equalsIgnoreCase("gzip") && coding.weight() > 0);
    }

    /// Whether `If-None-Match` contains this ETag; a proxy may have made it weak, which matches just as well.
    static boolean known(MultiMap headers, String etag) {
        return headers.getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
