package chat.parley.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a Redis is and keeps its data: a port of 127.0.0.1 and a folder.
record RedisPlace(int port, Path folder, boolean temporary) {
    /// Whoever is loaded anew in this JVM, as by another test profile, finds the place of this JVM here.
    private static final String PORT = "parley.dev.redis-place.port";

    private static final String FOLDER = "parley.dev.redis-place.folder";

    /// The place that all instances on this machine share.
    ///
    /// @param root the folder of all data; each port has its own in it, so two servers never write the same file
    static RedisPlace shared(int port, Path root) {
        return new RedisPlace(port, root.resolve(Integer.toString(port)).toAbsolutePath(), false);
    }

    /// The place of this JVM alone: a free port and an empty folder, the same ones each time it is asked.
    static RedisPlace ofThisJvm(Path binaries) {
        String known = System.getProperty(PORT);
        if (known != null) {
            return new RedisPlace(Integer.parseInt(known), Path.of(System.getProperty(FOLDER, "")), true);
        }
        RedisPlace place = startedSomewhere(binaries);
        System.setProperty(PORT, Integer.toString(place.port));
        System.setProperty(FOLDER, place.folder.toString());
        return place;
    }

    /// This place with the folder of the server that answers there: one started from another copy of the project keeps
    /// its data elsewhere, and that is the data to go on with.
    RedisPlace asRunning() {
        return new RedisPlace(port, probe().folder().orElse(folder), temporary);
    }

    RedisProbe probe() {
        return new RedisProbe(port);
    }

    void start(Path binaries) {
        new RedisServer(port, folder, temporary).start(binaries);
    }

    /// A port that was free a moment ago may be someone else's by now: then another one.
    private static RedisPlace startedSomewhere(Path binaries) {
        try {
            Path folder = Files.createTempDirectory("parley-redis-").toRealPath();
            RedisPlace place = new RedisPlace(freePort(), folder, true);
            place.start(binaries);
            return place.probe().folder().filter(folder::equals).isPresent() ? place : startedSomewhere(binaries);
        } catch (IOException e) {
            throw new UncheckedIOException("A free port and a temporary folder for Redis were expected", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
