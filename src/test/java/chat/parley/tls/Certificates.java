package chat.parley.tls;

import chat.parley.kit.Program;
import java.nio.file.Path;

/// An authority of a test's own, and what it signs; files in one folder, made by openssl.
final class Certificates {
    private static final Path OPENSSL = Program.named("openssl", "a Redis with TLS");

    private final Path folder;
    private final String authority;

    /// Makes the authority; two of one name have nothing in common but that.
    Certificates(Path folder, String authority) {
        this.folder = folder;
        this.authority = authority;
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + authority,
                "-keyout",
                authority + ".key",
                "-out",
                authority + ".crt");
    }

    /// What a pod is told to trust.
    Path trust() {
        return folder.resolve(authority + ".crt");
    }

    /// Signs one for a server that is called so.
    ///
    /// @param names as a certificate has them: `DNS:…` or `IP:…`
    void sign(String server, String names) {
        openssl(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + server,
                "-addext",
                "subjectAltName=" + names,
                "-keyout",
                server + ".key",
                "-out",
                server + ".csr");
        openssl(
                "x509",
                "-req",
                "-in",
                server + ".csr",
                "-CA",
                authority + ".crt",
                "-CAkey",
                authority + ".key",
                "-CAcreateserial",
                "-days",
                "2",
                "-copy_extensions",
                "copy",
                "-out",
                server + ".crt");
    }

    private void openssl(String... words) {
        Program.run(OPENSSL, folder, words);
    }
}
