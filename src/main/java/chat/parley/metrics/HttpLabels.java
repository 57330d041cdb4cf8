package chat.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/// Maps the method and path of a request, which any client can choose, to a few labels: every other value
/// would add three series for as long as the pod lives. On all ports, whether the response was sent or not.
@Singleton
final class HttpLabels implements MeterFilter {

    private static final String HTTP = "http.";
    private static final String METHOD = "method";
    private static final String URI = "uri";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(HTTP) || (id.getTag(METHOD) == null && id.getTag(URI) == null)) {
            return id;
        }
        return id.replaceTags(id.getTags().stream().map(HttpLabels::bounded).toList());
    }

    private static Tag bounded(Tag tag) {
        return switch (tag.getKey()) {
            case METHOD -> METHODS.contains(tag.getValue()) ? tag : Tag.of(METHOD, HttpRoutes.OTHER);
            case URI -> Tag.of(URI, HttpRoutes.label(tag.getValue()));
            default -> tag;
        };
    }
}
