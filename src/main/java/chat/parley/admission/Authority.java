package chat.parley.admission;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/// Whom a request is meant for: `Host`, or `:authority` in HTTP/2.
public final class Authority {

    private Authority() {}

    /// A host, with its port where the client said one; null when none came, or what came is none.
    public static @Nullable String of(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.toString();
    }
}
