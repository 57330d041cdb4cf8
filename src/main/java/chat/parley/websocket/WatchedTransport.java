package chat.parley.websocket;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.function.Consumer;

/// The JDK's sockets as Vert.x uses them, with a hook on each HTTP/1 connection of a server before its first
/// request is read. The framework creates its servers by itself and offers no other way to control the
/// response to an invalid request. Nothing of it stays in a connection's pipeline ([FirstReadHandler]).
public final class WatchedTransport extends JDKTransport {

    private final Consumer<Http1xServerConnection> opened;

    /// @param opened receives each connection once, on its event loop
    public WatchedTransport(Consumer<Http1xServerConnection> opened) {
        this.opened = opened;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new AcceptHandler(opened));
    }
}
