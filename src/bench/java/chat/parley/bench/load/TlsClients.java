package chat.parley.bench.load;

import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Creates connections with TLS 1.3. Every certificate is accepted: the servers are those that this run has
/// started.
final class TlsClients {
    private final SSLContext context;

    TlsClients() {
        try {
            context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new Anyone()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected TLS 1.3 of the JDK", e);
        }
    }

    TlsTransport line(SocketChannel channel, InetSocketAddress to) throws SSLException {
        SSLEngine engine = context.createSSLEngine(to.getHostString(), to.getPort());
        engine.setUseClientMode(true);
        engine.beginHandshake();
        return new TlsTransport(channel, engine);
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
