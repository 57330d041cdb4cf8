package chat.parley.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// The location of a Redis and its data: a port of 127.0.0.1 and a folder.
record RedisPlace(int port, Path folder, boolean temporary) {
    /// Newly loaded classes in this JVM, as for another test profile, find this JVM's place here.
    private static final String PORT = "parley.dev.redis-place.port";

    private static final String FOLDER = "parley.dev.redis-place.folder";

    /// The place that all instances on this machine share.
    ///
    /// @param root the folder of all data; each port has its own in it, so two servers never write the same
    ///     file
    static RedisPlace shared(int port, Path root) {
        return new RedisPlace(port, root.resolve(Integer.toString(port)).toAbsolutePath(), false);
    }

    /// The place of this JVM alone: a free port and an empty folder, the same at each call.
    static RedisPlace ofThisJvm(Path binaries) {
        String savedPort = System.getProperty(PORT);
        if (savedPort != null) {
            return new RedisPlace(Integer.parseInt(savedPort), Path.of(System.getProperty(FOLDER, "")), true);
        }
        RedisPlace place = startOnFreePort(binaries);
        System.setProperty(PORT, Integer.toString(place.port));
        System.setProperty(FOLDER, place.folder.toString());
        return place;
    }

    /// This place with the folder of the running server: one started from another copy of the project has its
    /// data elsewhere, and that data is to be used.
    RedisPlace asRunning() {
        return new RedisPlace(port, probe().folder().orElse(folder), temporary);
    }

    RedisProbe probe() {
        return new RedisProbe(port);
    }

    void start(Path binaries) {
        new RedisServer(port, folder, temporary).start(binaries);
    }

    /// A port that was free a moment ago may be taken by now: then retries with another one.
    private static RedisPlace startOnFreePort(Path binaries) {
        try {
            Path folder = Files.createTempDirectory("parley-redis-").toRealPath();
            RedisPlace place = new RedisPlace(freePort(), folder, true);
            place.start(binaries);
            return place.probe().folder().filter(folder::equals).isPresent() ? place : startOnFreePort(binaries);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a free port and a temporary folder for Redis", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
