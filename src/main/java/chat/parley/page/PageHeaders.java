package chat.parley.page;

import io.vertx.core.MultiMap;

/// The headers of every response of the page that restrict what a browser may do with it.
///
/// The policy allows this origin's own files and socket (`connect-src 'self'` covers `ws:` and `wss:` of the
/// same host in current browsers) and no inline script or style. Two trusted-types policies are allowed:
/// `lit-html` for its templates, whose text never comes from a message, and `parley` for the address of the
/// service worker.
final class PageHeaders {
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html parley");

    private PageHeaders() {}

    /// For files that are not documents: no type sniffing.
    static void putOnPart(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff");
    }

    /// For documents and the worker, which have a policy of their own.
    static void put(MultiMap headers) {
        putOnPart(headers);
        headers.set("Content-Security-Policy", POLICY)
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
}
