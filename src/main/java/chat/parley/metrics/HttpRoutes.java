package chat.parley.metrics;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The paths that a pod serves, as labels: `{…}` stands for any one segment. A test compares them with the
/// API's description and the page's files.
final class HttpRoutes {

    static final String OTHER = "OTHER";

    /// The framework's labels for `/` and for responses whose path does not matter.
    private static final List<String> FRAMEWORK = List.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");

    private static final List<String> OURS = List.of(
            "/ws",
            "/api/config",
            "/api/rooms",
            "/api/rooms/{room}",
            "/api/rooms/{room}/messages",
            "/api/rooms/{room}/messages/{seq}",
            "/api/rooms/{room}/messages/{seq}/reactions/{emoji}",
            "/api/rooms/{room}/members",
            "/api/rooms/{room}/members/{user}",
            "/api/rooms/{room}/events",
            "/api/events",
            "/api/batch",
            "/api/commands",
            "/api/admin/pods",
            "/api/admin/rooms",
            "/api/admin/talkers",
            "/api/admin/users",
            "/api/admin/refusals",
            "/api/admin/announce",
            "/api/admin/keys",
            "/api/admin/keys/{id}",
            "/api/admin/keys/{id}/rotate",
            "/api/admin/users/{user}/disconnect",
            "/api/admin/users/{user}/revoke",
            "/asyncapi.yaml",
            "/console",
            "/favicon.ico",
            "/manifest.webmanifest",
            "/ops",
            "/start.js",
            "/sw.js",
            "/icons/{file}",
            "/screenshots/{file}");

    private static final String API = "/api";

    /// A build has many files, and each build its own.
    private static final Route BUILD = new Route("/a/{file}", Pattern.compile("/a/.*", Pattern.DOTALL));

    private static final List<Route> ROUTES = Stream.concat(
                    Stream.of(BUILD),
                    Stream.concat(FRAMEWORK.stream(), OURS.stream()).map(Route::of))
            .toList();

    private record Route(String label, Pattern path) {

        private static final Pattern PART = Pattern.compile("\\{[^}]+}");

        private static Route of(String label) {
            String path = PART.matcher(label).replaceAll("[^/]+");
            return new Route(label, Pattern.compile(label.startsWith(API) ? path + '|' + inFramework(label) : path));
        }

        /// The framework has the API's paths below [#API] as written at the methods.
        private static String inFramework(String label) {
            return Pattern.quote(label.substring(API.length()));
        }
    }

    private HttpRoutes() {}

    /// The label of a path, or a label itself; [#OTHER] for unknown paths.
    static String label(String path) {
        return ROUTES.stream()
                .filter(route -> route.path().matcher(path).matches())
                .map(Route::label)
                .findFirst()
                .orElse(OTHER);
    }
}
