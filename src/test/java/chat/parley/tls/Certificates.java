package chat.parley.tls;

import chat.parley.kit.Program;
import java.nio.file.Path;

/// A certificate authority for one test, and what it signs; files in one folder, made by openssl.
final class Certificates {
    private static final Path OPENSSL = Program.named("openssl", "a Redis with TLS");

    private final Path folder;
    private final String authority;

    /// Makes the authority; two with the same name share only the name.
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

    /// The file that a pod is told to trust.
    Path trust() {
        return folder.resolve(authority + ".crt");
    }

    /// Signs a certificate for a server of this name.
    /// @param names in a certificate's form: `DNS:…` or `IP:…`
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
