package chat.parley.page;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The page's files on the class path, in folder or jar: path below the folder → content, in the order of the
/// paths.
final class Sources {
    private final String folder;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private Sources(String folder) {
        this.folder = folder;
    }

    /// @throws IllegalStateException if there are none
    static SortedMap<String, byte[]> below(String folder, ClassLoader loader) {
        SortedMap<String, byte[]> files = anyBelow(folder, loader);
        if (files.isEmpty()) {
            throw new IllegalStateException("Expected the page's files below " + folder + " on the class path: none");
        }
        return files;
    }

    /// None if there is no such folder.
    static SortedMap<String, byte[]> anyBelow(String folder, ClassLoader loader) {
        var sources = new Sources(folder);
        try {
            if (ImageMode.current() == ImageMode.NATIVE_RUN) {
                sources.readImage();
            } else {
                ClassPathUtils.consumeAsPaths(loader, folder, sources::read);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to read the page's files below " + folder, unreadable);
        }
        return sources.files;
    }

    /// A file from the class path.
    static Optional<byte[]> at(String path, ClassLoader loader) {
        try (InputStream file = loader.getResourceAsStream(path)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to read " + path, unreadable);
        }
    }

    /// A native image has no class path, but a file system of its resources (`quarkus.native.resources`).
    private void readImage() throws IOException {
        try (FileSystem image = FileSystems.newFileSystem(URI.create("resource:/"), Map.of())) {
            Path root = image.getPath("/" + folder);
            if (Files.exists(root)) {
                read(root);
            }
        }
    }

    private void read(Path root) {
        try (Stream<Path> found = Files.walk(root)) {
            found.filter(Files::isRegularFile).forEach(file -> put(root, file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to list " + folder, unreadable);
        }
    }

    private void put(Path root, Path file) {
        try {
            files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to read " + file, unreadable);
        }
    }
}
