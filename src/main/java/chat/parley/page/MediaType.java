package chat.parley.page;

import java.util.Locale;

/// The types of the page's files, by their extension.
enum MediaType {
    CSS("text/css; charset=utf-8", true),
    HTML("text/html; charset=utf-8", true),
    ICO("image/vnd.microsoft.icon", false),
    JPG("image/jpeg", false),
    JS("text/javascript; charset=utf-8", true),
    MAP("application/json", true),
    PNG("image/png", false),
    SVG("image/svg+xml", true),
    WEBMANIFEST("application/manifest+json", true),
    YAML("application/yaml", true);

    private final String header;
    private final boolean text;

    MediaType(String header, boolean text) {
        this.header = header;
        this.text = text;
    }

    /// The value of `Content-Type`.
    String header() {
        return header;
    }

    /// Whether compression is worth trying.
    boolean text() {
        return text;
    }

    /// @throws IllegalArgumentException for an unknown extension: better at the start of a pod than as a
    ///     download in a browser
    static MediaType of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        for (MediaType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(ending)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Expected a file of the page with a known ending, but found " + path);
    }
}
