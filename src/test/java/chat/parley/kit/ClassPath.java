package chat.parley.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The class path of a packaged pod, as the image starts it (`train.sh`): the runner of its jar has a class
/// loader of its own, whose classes no archive can hold.
public final class ClassPath {

    private ClassPath() {}

    /// In the form of a JVM's `-cp`.
    /// @param folder of the runner's jar
    public static String of(Path folder) {
        return Stream.of("quarkus", "app", "lib/boot", "lib/main")
                .flatMap(part -> jars(folder.resolve(part)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// In descending order, so that transformed classes come before generated ones.
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
