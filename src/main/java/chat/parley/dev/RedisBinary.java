package chat.parley.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OS;

/// The redis-server for this machine: the one named by `PARLEY_DEV_REDIS_SERVER`, or else the one in the jar
/// of embedded-redis, unpacked once and reused by later starts.
final class RedisBinary {
    /// The path of an own redis-server; read here and not by the configuration, because tests use it, too.
    private static final String OWN = "PARLEY_DEV_REDIS_SERVER";

    private RedisBinary() {}

    /// @throws IOException if there is none for this machine, or the folder cannot be written
    static Path in(Path folder) throws IOException {
        String own = System.getenv(OWN);
        if (own != null && !own.isBlank()) {
            return executable(Path.of(own));
        }
        if (OS.detectOS() == OS.WINDOWS) {
            throw new IOException("there is no current redis-server for Windows");
        }
        Path binary = folder.resolve("redis-server");
        return Files.isExecutable(binary) ? binary : unpacked(folder, binary);
    }

    private static Path executable(Path own) throws IOException {
        if (!Files.isExecutable(own)) {
            throw new IOException(OWN + " names " + own + ", which is not executable");
        }
        return own;
    }

    /// Moved into place atomically from a folder of its own: another start may be unpacking at the same time,
    /// in this process or another, and a running server keeps its file.
    private static Path unpacked(Path folder, Path binary) throws IOException {
        Path fresh = Files.createTempDirectory(Files.createDirectories(folder), "unpack-");
        Path unpacked =
                ExecutableProvider.newJarResourceProvider(fresh.toFile()).get().toPath();
        Files.move(unpacked, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(fresh);
        return binary;
    }
}
