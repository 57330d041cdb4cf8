package chat.parley.page;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.Optional;

/// The headers of every response of the page that restrict what a browser may do with it.
///
/// If the page signs in at the team's issuer, its scripts may talk to exactly that origin, and sign out there by
/// a form, which leads back here (`form-action`): a form has the token in its body, and no address.
///
/// The policy allows this origin's own files and socket (`connect-src 'self'` covers `ws:` and `wss:` of the
/// same host in current browsers) and no inline script or style. Two trusted-types policies are allowed:
/// `lit-html` for its templates, whose text never comes from a message, and `parley` for the address of the
/// service worker.
final class PageHeaders {
    private final String policy;

    /// @param issuer its origin, if the page signs in there
    PageHeaders(Optional<String> issuer) {
        policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'" + issuer.map(origin -> ' ' + origin).orElse(""),
                "manifest-src 'self'",
                "worker-src 'self'",
                "base-uri 'none'",
                "form-action " + issuer.map(origin -> origin + " 'self'").orElse("'none'"),
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html parley");
    }

    /// The headers of a page that signs in at this issuer, a URL, if any.
    static PageHeaders of(Optional<String> issuer) {
        return new PageHeaders(issuer.map(PageHeaders::origin));
    }

    private static String origin(String address) {
        URI issuer = URI.create(address.strip());
        return issuer.getScheme() + "://" + issuer.getRawAuthority();
    }

    /// Part of a build: a browser that keeps the page keeps this policy with it.
    String policy() {
        return policy;
    }

    /// For files that are not documents: no type sniffing.
    static void putOnPart(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff");
    }

    /// For documents and the worker, which have a policy of their own.
    void put(MultiMap headers) {
        putOnPart(headers);
        headers.set("Content-Security-Policy", policy)
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
}
