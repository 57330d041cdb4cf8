package chat.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One connection of a [ClientPool], by its number. A [ClientScript] keeps its own state per client by that
/// number.
final class Client {

    /// How far the connection has got.
    enum State {
        NEW,
        CONNECTING,
        UPGRADING,
        OPEN,
        CLOSED
    }

    private static final byte[] NOTHING = new byte[0];

    final int number;
    final int address;

    State state = State.NEW;
    Optional<SocketChannel> channel = Optional.empty();
    Optional<SelectionKey> key = Optional.empty();
    Optional<ClientTransport> line = Optional.empty();
    Optional<ByteBuffer> unsent = Optional.empty();

    private byte[] rest = NOTHING;
    private int restLength;

    /// @param address which of the server's addresses it connects to
    Client(int number, int address) {
        this.number = number;
        this.address = address;
    }

    int restLength() {
        return restLength;
    }

    /// Puts the beginning of a frame there, in which an earlier read ended.
    void putRest(ByteBuffer in) {
        in.put(rest, 0, restLength);
        restLength = 0;
    }

    /// Keeps what remains in the buffer for the next read.
    void keepRest(ByteBuffer in) {
        restLength = in.remaining();
        if (restLength > rest.length) {
            rest = new byte[Math.max(restLength, 2 * rest.length)];
        }
        in.get(rest, 0, restLength);
    }

    /// Like a new client, to be connected again.
    void forget() {
        state = State.NEW;
        channel = Optional.empty();
        key = Optional.empty();
        line = Optional.empty();
        unsent = Optional.empty();
        restLength = 0;
        rest = NOTHING;
    }
}
