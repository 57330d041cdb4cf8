package chat.parley.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The paths under `/api` and the methods of each: the framework tells an unknown path from a method that a
/// path does not have for some of them only.
final class ApiPaths {

    private static final Map<String, String> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("/rooms", "GET, HEAD, POST");
        METHODS.put("/rooms/{}", "GET, HEAD, PATCH");
        METHODS.put("/rooms/{}/messages", "GET, HEAD, POST");
        METHODS.put("/rooms/{}/messages/{}", "DELETE, GET, HEAD, PATCH");
        METHODS.put("/rooms/{}/messages/{}/reactions/{}", "DELETE, PUT");
        METHODS.put("/rooms/{}/members", "GET, HEAD");
        METHODS.put("/rooms/{}/members/{}", "DELETE, PUT");
        METHODS.put("/rooms/{}/events", "POST");
        METHODS.put("/events", "POST");
        METHODS.put("/batch", "POST");
        METHODS.put("/commands", "POST");
        METHODS.put("/config", "GET, HEAD");
        METHODS.put("/admin/pods", "GET, HEAD");
        METHODS.put("/admin/rooms", "GET, HEAD");
        METHODS.put("/admin/talkers", "GET, HEAD");
        METHODS.put("/admin/users", "GET, HEAD");
        METHODS.put("/admin/refusals", "GET, HEAD");
        METHODS.put("/admin/users/{}/disconnect", "POST");
        METHODS.put("/admin/users/{}/revoke", "POST");
        METHODS.put("/admin/announce", "POST");
        METHODS.put("/admin/keys", "GET, HEAD, POST");
        METHODS.put("/admin/keys/{}", "DELETE");
        METHODS.put("/admin/keys/{}/rotate", "POST");
    }

    private static final Map<Pattern, String> PATHS = patterns();

    private ApiPaths() {}

    /// What `Allow` says for a path (RFC 9110 section 10.2.1); empty for an unknown one.
    ///
    /// @param path as requested, without `/api`
    static Optional<String> methods(String path) {
        return PATHS.entrySet().stream()
                .filter(known -> known.getKey().matcher(path).matches())
                .map(known -> known.getValue() + ", OPTIONS")
                .findFirst();
    }

    /// All paths, with `{}` for each variable part.
    static Map<String, String> all() {
        return Map.copyOf(METHODS);
    }

    private static Map<Pattern, String> patterns() {
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        METHODS.forEach((path, methods) -> patterns.put(Pattern.compile(path.replace("{}", "[^/]+") + "/?"), methods));
        return patterns;
    }
}
