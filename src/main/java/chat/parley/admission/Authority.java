package chat.parley.admission;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/// The authority that a request is for: `Host`, or `:authority` in HTTP/2.
public final class Authority {

    private Authority() {}

    /// A host, with its port if the client sent one; null if it sent none or an invalid one.
    public static @Nullable String of(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.toString();
    }
}
