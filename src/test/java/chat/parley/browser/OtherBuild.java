package chat.parley.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.kit.Pod;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// A copy of the packaged app with one file of the page changed: the smallest possible next release.
final class OtherBuild {
    private OtherBuild() {}

    /// The jar to start, in `target`; `file` is one of the page's scripts, by its path below `page/`.
    static Path in(Path target, String file) throws IOException {
        copy(Pod.packaged().resolveSibling(""), target);
        try (FileSystem jar = FileSystems.newFileSystem(application(target))) {
            Files.writeString(jar.getPath("page", file), "\n// the next release\n", UTF_8, StandardOpenOption.APPEND);
        }
        return target.resolve(Pod.packaged().getFileName());
    }

    private static Path application(Path target) throws IOException {
        try (Stream<Path> jars = Files.list(target.resolve("app"))) {
            List<Path> found =
                    jars.filter(jar -> jar.toString().endsWith(".jar")).toList();
            if (found.size() != 1) {
                throw new AssertionError("expected one jar of the application, but found " + found);
            }
            return found.getFirst();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
