package chat.parley.api;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// No HTTP/2 without TLS: a proxy that forwards `Upgrade: h2c` sees one request and none of those that follow
/// inside, so that its rules for paths would not apply to them. Such requests are answered over HTTP/1.1.
@Singleton
final class TlsOnlyHttp2 implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
