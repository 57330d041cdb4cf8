package chat.parley.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OS;

/// The redis-server for this machine: the one that `PARLEY_DEV_REDIS_SERVER` names, or else the one in the jar of
/// embedded-redis, unpacked once and used by all later starts.
final class RedisBinary {
    /// Where a redis-server of one's own is; read here and not by the configuration, because tests ask, too.
    private static final String OWN = "PARLEY_DEV_REDIS_SERVER";

    private RedisBinary() {}

    /// @throws IOException when there is none for this machine, or the folder cannot be written
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
            throw new IOException(OWN + " names " + own + ", which is no program that can be run");
        }
        return own;
    }

    /// Moved into place as a whole from a folder of its own: another one may be unpacking at the same time, in this
    /// process or another, and a running server keeps its file.
    private static Path unpacked(Path folder, Path binary) throws IOException {
        Path fresh = Files.createTempDirectory(Files.createDirectories(folder), "unpack-");
        Path unpacked =
                ExecutableProvider.newJarResourceProvider(fresh.toFile()).get().toPath();
        Files.move(unpacked, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(fresh);
        return binary;
    }
}
