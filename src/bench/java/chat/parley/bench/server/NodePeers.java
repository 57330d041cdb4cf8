package chat.parley.bench.server;

import chat.parley.bench.load.Dialect;
import chat.parley.dev.OwnRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The chat servers that people write on Node, each kind with the same Redis as Parley's pods. They keep
/// nothing: a message lost on the way is lost.
public final class NodePeers {
    private static final Path SOURCES = Path.of("src", "bench", "node");
    private static final int INSTALLING = 600;

    /// One kind.
    public enum Kind {
        WS("Node ws + Redis", "ws.mjs"),
        SOCKET_IO("Socket.IO + Redis adapter", "socketio.mjs");

        private final String title;
        private final String file;

        Kind(String title, String file) {
            this.title = title;
            this.file = file;
        }

        private Dialect dialect() {
            return switch (this) {
                case WS -> Dialect.WS;
                case SOCKET_IO -> Dialect.SOCKET_IO;
            };
        }
    }

    private final Path folder;

    private NodePeers(Path folder) {
        this.folder = folder;
    }

    /// Their packages installed below the folder; empty, with a line that says why, if node or npm is missing
    /// or the packages cannot be installed.
    public static Optional<NodePeers> install(Path folder) {
        Path node = folder.resolve("node").toAbsolutePath();
        try {
            Files.createDirectories(node);
            for (String file : List.of("package.json", "ws.mjs", "socketio.mjs")) {
                Files.copy(SOURCES.resolve(file), node.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.isDirectory(node.resolve("node_modules", "ws"))
                    && !runs(node, "npm", "install", "--no-audit", "--no-fund", "--silent")) {
                return missing("npm could not install them, see " + folder.resolve("npm.log"));
            }
            return runs(node, "node", "--version") ? Optional.of(new NodePeers(node)) : missing("node does not run");
        } catch (IOException | UncheckedIOException e) {
            return missing(e.toString());
        }
    }

    private static boolean runs(Path folder, String... command) {
        try (Child child = new Child(List.of(command), Map.of(), folder.resolveSibling(command[0] + ".log"), folder)) {
            return child.ends(INSTALLING);
        }
    }

    private static Optional<NodePeers> missing(String why) {
        System.out.println("The peers on Node are left out: " + why);
        return Optional.empty();
    }

    public TestBed start(Kind kind, int count) {
        OwnRedis redis = new OwnRedis();
        List<Child> servers = new ArrayList<>();
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int port = Ports.free();
            Child server = new Child(
                    List.of("node", kind.file, Integer.toString(port), Integer.toString(redis.port())),
                    Map.of("NODE_ENV", "production"),
                    folder.resolveSibling(kind.file + "-" + i + ".log"),
                    folder);
            server.await(() -> server.said().contains("ready"), 30);
            servers.add(server);
            addresses.add(Ports.address(port));
        }
        return new TestBed(
                kind.title,
                Memory.of(redis),
                servers,
                addresses,
                rooms -> kind.dialect(),
                false,
                Duration.ofMillis(500));
    }
}
