package chat.parley.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a packaged pod is made of, as the image starts it (`train.sh`): the runner of its jar has a class loader of its
/// own, whose classes no archive can hold.
public final class ClassPath {

    private ClassPath() {}

    /// As the `-cp` of a JVM wants it.
    ///
    /// @param folder where the runner's jar stands
    public static String of(Path folder) {
        return Stream.of("quarkus", "app", "lib/boot", "lib/main")
                .flatMap(part -> jars(folder.resolve(part)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Backwards by name, so that what was transformed comes before what was generated.
    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.reverseOrder())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
