package chat.parley.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A key and a self-signed certificate, for servers that are measured with TLS.
public record Certificate(Path store) {
    private static final String PASSWORD = "measured";

    /// Made by the JDK's keytool, P-256.
    public static Certificate make(Path folder) {
        Path store = folder.resolve("certificate.p12").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "bench",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        try (Child keys = new Child(command, Map.of(), folder.resolve("keytool.log"), folder)) {
            if (!keys.ends(60)) {
                throw new IllegalStateException("expected a key store of keytool, which said " + keys.said());
            }
        }
        return new Certificate(store);
    }

    List<String> options(int port) {
        return List.of(
                "-Dquarkus.tls.bench.key-store.p12.path=" + store,
                "-Dquarkus.tls.bench.key-store.p12.password=" + PASSWORD,
                "-Dquarkus.http.tls-configuration-name=bench",
                "-Dquarkus.http.ssl-port=" + port);
    }
}
