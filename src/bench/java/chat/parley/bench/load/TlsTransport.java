package chat.parley.bench.load;

import static javax.net.ssl.SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

/// TLS on a socket, by the JDK's engine. It buffers incomplete input, and output that the socket did not
/// accept.
final class TlsTransport implements ClientTransport {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer sealedIn;
    private final ByteBuffer sealedOut;
    private ByteBuffer early = EMPTY;

    TlsTransport(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        sealedIn = ByteBuffer.allocateDirect(4 * packet);
        sealedOut = ByteBuffer.allocateDirect(2 * packet);
    }

    @Override
    public int read(ByteBuffer in) throws IOException {
        int before = in.position();
        int count = channel.read(sealedIn);
        sealedIn.flip();
        boolean more = true;
        while (more) {
            SSLEngineResult result = engine.unwrap(sealedIn, in);
            if (result.getStatus() == Status.CLOSED) {
                return -1;
            }
            shake();
            more = result.getStatus() == Status.OK && (result.bytesConsumed() > 0 || result.bytesProduced() > 0);
        }
        sealedIn.compact();
        return count < 0 && in.position() == before ? -1 : in.position() - before;
    }

    @Override
    public boolean write(ByteBuffer out) throws IOException {
        shake();
        if (engine.getHandshakeStatus() != NOT_HANDSHAKING) {
            ByteBuffer all = ByteBuffer.allocate(early.remaining() + out.remaining());
            early = all.put(early).put(out).flip();
            return false;
        }
        wrapAll(out);
        return drain() || out.hasRemaining();
    }

    private void wrapAll(ByteBuffer out) throws IOException {
        while (out.hasRemaining() && engine.wrap(out, sealedOut).getStatus() == Status.OK) {
            drain();
        }
    }

    /// Does what the engine asks for until it needs more from the other side or is done.
    private void shake() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    engine.wrap(EMPTY, sealedOut);
                    drain();
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    if (early.hasRemaining()) {
                        wrapAll(early);
                        drain();
                    }
                    return;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    return;
                }
            }
        }
    }

    /// Whether something is left that the socket does not accept now.
    private boolean drain() throws IOException {
        sealedOut.flip();
        channel.write(sealedOut);
        sealedOut.compact();
        return sealedOut.position() > 0;
    }
}
