package chat.parley.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate authority for one test, and what it signs; files in one folder, made by openssl.
public final class Certificates {
    private static final Path OPENSSL = Program.named("openssl", "servers with TLS");

    private final Path folder;
    private final String authority;

    /// Makes the authority; two with the same name share only the name.
    public Certificates(Path folder, String authority) {
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
    public Path trust() {
        return folder.resolve(authority + ".crt");
    }

    /// For a client that trusts this authority alone.
    public SSLContext context() {
        try (InputStream in = Files.newInputStream(trust())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    authority, CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Signs a certificate for a server of this name.
    /// @param names in a certificate's form: `DNS:…` or `IP:…`
    public void sign(String server, String names) {
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
