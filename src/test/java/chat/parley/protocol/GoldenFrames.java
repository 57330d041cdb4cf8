package chat.parley.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The golden frames in `src/test/resources/frames`: one of each kind and variant, shared with the browser's tests
/// and the examples of `asyncapi.yaml`.
final class GoldenFrames {

    private static final String SUFFIX = ".json";

    private GoldenFrames() {}

    static String text(String name) {
        try {
            return Files.readString(folder().resolve(name + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of all frames, such as `command-send`, in alphabetical order.
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(String kind) {
        return names().stream().filter(name -> name.startsWith(kind)).toList();
    }

    private static Path folder() {
        URL folder =
                Objects.requireNonNull(GoldenFrames.class.getResource("/frames"), "folder /frames of golden frames");
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
