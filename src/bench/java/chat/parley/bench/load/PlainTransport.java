package chat.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A plain socket.
record PlainTransport(SocketChannel channel) implements ClientTransport {

    @Override
    public int read(ByteBuffer in) throws IOException {
        return channel.read(in);
    }

    @Override
    public boolean write(ByteBuffer out) throws IOException {
        channel.write(out);
        return out.hasRemaining();
    }
}
