package chat.parley.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Ports of this machine: free ones, and whether something answers on them.
final class Ports {
    private static final ByteBuffer READY = StandardCharsets.US_ASCII.encode(
            "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    private Ports() {}

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a free port", e);
        }
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Whether the health check at this port reports ready.
    static boolean isReady(int port) {
        try (SocketChannel channel = SocketChannel.open(address(port))) {
            channel.write(READY.duplicate());
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString().startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }
}
