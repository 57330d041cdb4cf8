package chat.parley.bench.load;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// All WebSocket clients of one run on one thread and one selector. Reads as much as arrives, and allocates
/// nothing for a received frame. It handles connecting, upgrading and pongs itself, and leaves the rest to
/// the [ClientScript].
final class ClientPool implements AutoCloseable {
    private static final int READ = 1 << 18;
    private static final int LARGEST = 1 << 22;
    /// The selector waits in whole milliseconds; the last of them is slept in short naps, so that a message
    /// is sent when it is due.
    private static final long NAP = 100_000;
    private static final long COARSE = 2 * NAP + 1_000_000;

    private static final int CLIENTS_OF_AN_ADDRESS = 20_000;

    private record Later(long at, Runnable what) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return Long.compare(at, other.at);
        }
    }

    private final List<InetSocketAddress> addresses;
    private final Optional<TlsClients> tls;
    private final Optional<String> subprotocol;
    private final ClientScript script;
    private final Selector selector;
    private final Consumer<SelectionKey> turn = this::turn;
    private final FrameCodec.Listener<Client> frames = this::frame;
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST).order(LITTLE_ENDIAN);
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST).order(LITTLE_ENDIAN);
    private int mask = 0x9e3779b9;
    private long now;

    /// Counts of everything since the start, to be read as differences.
    long reads;
    long bytesRead;
    long framesRead;

    ClientPool(
            List<InetSocketAddress> addresses,
            Optional<String> subprotocol,
            Optional<TlsClients> tls,
            ClientScript script)
            throws IOException {
        this.addresses = List.copyOf(addresses);
        this.subprotocol = subprotocol;
        this.tls = tls;
        this.script = script;
        selector = Selector.open();
    }

    static long micros() {
        return System.nanoTime() / 1000;
    }

    void connect(Client client) {
        client.forget();
        client.state = Client.State.CONNECTING;
        try {
            SocketChannel channel = SocketChannel.open();
            client.channel = Optional.of(channel);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            int source = client.number / addresses.size() / CLIENTS_OF_AN_ADDRESS;
            if (source > 0) {
                channel.bind(new InetSocketAddress("127.0.0." + (1 + source), 0));
            }
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, client);
            client.key = Optional.of(key);
            if (channel.connect(addresses.get(client.address))) {
                connected(client, key);
            }
        } catch (IOException e) {
            lose(client, e.toString());
        }
    }

    void send(Client client, ByteBuffer payload) {
        send(client, FrameCodec.TEXT, payload);
    }

    /// Drops the connection without a close frame, as a broken network does.
    void cut(Client client) {
        client.state = Client.State.CLOSED;
        client.channel.ifPresent(ClientPool::closeQuietly);
    }

    void after(long millis, Runnable what) {
        later.add(new Later(System.nanoTime() + MILLISECONDS.toNanos(millis), what));
    }

    /// Waits until something arrives, but not beyond this time of [System#nanoTime], and handles it.
    void turn(long until) throws IOException {
        Later first = later.peek();
        while (first != null && first.at() - System.nanoTime() <= 0) {
            later.remove(first);
            first.what().run();
            first = later.peek();
        }
        long end = first == null ? until : Math.min(until, first.at());
        long left = end - System.nanoTime();
        if (left >= COARSE) {
            selector.select(turn, (left - NAP) / 1_000_000);
        } else if (selector.selectNow(turn) == 0 && left > 0) {
            LockSupport.parkNanos(Math.min(left, NAP));
        }
    }

    private void turn(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (client.state == Client.State.CONNECTING) {
                if (key.isConnectable() && ((SocketChannel) key.channel()).finishConnect()) {
                    connected(client, key);
                }
                return;
            }
            if (key.isValid() && key.isWritable()) {
                flush(client, key);
            }
            if (key.isValid() && key.isReadable()) {
                read(client);
            }
        } catch (IOException | IllegalStateException e) {
            lose(client, e.toString());
        }
    }

    private void connected(Client client, SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        InetSocketAddress address = addresses.get(client.address);
        ClientTransport line = tls.isPresent() ? tls.get().line(channel, address) : new PlainTransport(channel);
        client.line = Optional.of(line);
        client.state = Client.State.UPGRADING;
        key.interestOps(SelectionKey.OP_READ);
        byte[] request =
                Upgrade.request(script.path(client), address, subprotocol).getBytes(UTF_8);
        write(client, ByteBuffer.wrap(request));
    }

    private void read(Client client) throws IOException {
        ClientTransport line = client.line.orElseThrow();
        in.clear();
        client.putRest(in);
        in.limit(Math.min(in.position() + READ, LARGEST));
        int count = line.read(in);
        now = micros();
        in.flip();
        if (count < 0) {
            lose(client, "the connection ended");
            return;
        }
        reads++;
        bytesRead += count;
        if (client.state == Client.State.UPGRADING && !upgrade(client)) {
            return;
        }
        if (client.state == Client.State.OPEN) {
            FrameCodec.each(in, client, frames);
        }
        if (in.remaining() >= LARGEST - READ) {
            throw new IllegalStateException("expected frames below " + (LARGEST - READ) + " bytes");
        }
        client.keepRest(in);
    }

    /// Whether the client continues.
    private boolean upgrade(Client client) {
        Optional<Upgrade> answer = Upgrade.answer(in);
        if (answer.isEmpty()) {
            return true;
        }
        Upgrade upgrade = answer.get();
        if (upgrade.status() == 101) {
            client.state = Client.State.OPEN;
            script.opened(client);
            return true;
        }
        cut(client);
        script.refused(client, upgrade.status(), upgrade.retryAfter());
        return false;
    }

    private void frame(Client client, int opcode, ByteBuffer bytes, int from, int length) {
        framesRead++;
        switch (opcode) {
            case FrameCodec.TEXT -> script.received(client, bytes, from, length, now);
            case FrameCodec.PING ->
                send(client, FrameCodec.PONG, bytes.slice(from, length).order(LITTLE_ENDIAN));
            case FrameCodec.CLOSE -> {
                int code = length < 2 ? 1005 : Short.reverseBytes(bytes.getShort(from)) & 0xffff;
                lose(client, "closed with " + code);
            }
            default -> {}
        }
    }

    private void send(Client client, int opcode, ByteBuffer payload) {
        if (client.state != Client.State.OPEN) {
            return;
        }
        mask ^= mask << 13;
        mask ^= mask >>> 17;
        mask ^= mask << 5;
        out.clear();
        FrameCodec.write(out, opcode, payload, mask);
        out.flip();
        try {
            write(client, out);
        } catch (IOException e) {
            lose(client, e.toString());
        }
    }

    private void write(Client client, ByteBuffer bytes) throws IOException {
        if (client.unsent.isEmpty() && !client.line.orElseThrow().write(bytes)) {
            return;
        }
        ByteBuffer before = client.unsent.orElse(ByteBuffer.allocate(0));
        ByteBuffer unsent = ByteBuffer.allocate(before.remaining() + bytes.remaining());
        client.unsent = Optional.of(unsent.put(before).put(bytes).flip());
        client.key.orElseThrow().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void flush(Client client, SelectionKey key) throws IOException {
        ByteBuffer unsent = client.unsent.orElse(ByteBuffer.allocate(0));
        if (!client.line.orElseThrow().write(unsent)) {
            client.unsent = Optional.empty();
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private void lose(Client client, String why) {
        if (client.state != Client.State.CLOSED) {
            cut(client);
            script.lost(client, why);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
