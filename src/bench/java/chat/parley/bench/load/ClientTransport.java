package chat.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The transport of a client's bytes: a socket, or TLS on one.
sealed interface ClientTransport permits PlainTransport, TlsTransport {

    /// Reads what is available to the buffer's position, at most once from the socket.
    /// @return bytes read, 0 for none yet, −1 at the end
    int read(ByteBuffer in) throws IOException;

    /// Takes as many of the bytes as fit now, and says whether more has to be written when the socket accepts
    /// it.
    boolean write(ByteBuffer out) throws IOException;
}
