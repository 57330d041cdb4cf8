package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.bench.load.Dialect.Expect;
import chat.parley.bench.load.Dialect.Send;
import chat.parley.bench.load.Dialect.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Clients that follow a [Dialect] until they are ready, then publish and count what they receive.
final class DialectClients implements ClientScript {
    private static final int TOLD = 5;
    /// How often a client that is lost before it is ready tries to connect; a second later each time.
    private static final int TRIES = 5;
    private static final long AGAIN = 1000;

    private final Work work;
    private DeliveryStats stats;
    private final Stamps stamps = new Stamps();
    private final Template path;
    private final Template publication;
    private final List<Optional<Template>> sends;
    private final List<byte[]> expects;
    private final byte[] refusal;
    private final int[] step;
    private final int[] tries;
    private final int[] roomSize;
    private final byte[] text;
    private final ByteBuffer frame = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private Optional<ClientPool> pool = Optional.empty();
    private long lastStamp;
    private long number;
    private int told;

    final Histogram connecting = new Histogram();
    private final long[] begun;
    int ready;
    int failed;
    int died;
    int retried;

    DialectClients(Work work, DeliveryStats stats) {
        this.work = work;
        this.stats = stats;
        Dialect dialect = work.dialect();
        path = new Template(dialect.path());
        publication = new Template(dialect.publication());
        sends = new ArrayList<>();
        expects = new ArrayList<>();
        for (Step one : dialect.steps()) {
            sends.add(one instanceof Send send ? Optional.of(new Template(send.text())) : Optional.empty());
            expects.add(one instanceof Expect expect ? expect.words().getBytes(UTF_8) : new byte[0]);
        }
        refusal = dialect.refusal().orElse("").getBytes(UTF_8);
        step = new int[work.clients()];
        tries = new int[work.clients()];
        begun = new long[work.clients()];
        roomSize = new int[work.rooms()];
        text = new byte[work.text()];
        Arrays.fill(text, (byte) 'x');
    }

    void on(ClientPool its) {
        pool = Optional.of(its);
    }

    /// From now on published and received messages count there.
    void countIn(DeliveryStats its) {
        stats = its;
    }

    void connect(Client client) {
        begun[client.number] = ClientPool.micros();
        step[client.number] = 0;
        pool.orElseThrow().connect(client);
    }

    boolean isReady(Client client) {
        return client.state == Client.State.OPEN && step[client.number] == sends.size();
    }

    int roomSize(Client client) {
        return roomSize[work.room(client.number)];
    }

    /// Publishes one text; its stamp is the given time, or the next after the last one's.
    void publish(Client client, long due) {
        if (!isReady(client)) {
            return;
        }
        lastStamp = Math.max(due, lastStamp + 1);
        System.arraycopy(Stamps.text(lastStamp), 0, text, 0, Stamps.SIZE);
        number++;
        stats.published(lastStamp, roomSize(client));
        send(client, publication);
    }

    private void send(Client client, Template template) {
        frame.clear();
        template.fill(frame, client.number, work.room(client.number), number, text);
        pool.orElseThrow().send(client, frame.flip());
    }

    @Override
    public String path(Client client) {
        frame.clear();
        path.fill(frame, client.number, work.room(client.number), 0, text);
        frame.flip();
        return UTF_8.decode(frame).toString();
    }

    @Override
    public void opened(Client client) {
        goOn(client);
    }

    /// Sends what comes next, up to the next step that waits for an answer.
    private void goOn(Client client) {
        int next = step[client.number];
        while (next < sends.size() && sends.get(next).isPresent()) {
            send(client, sends.get(next++).orElseThrow());
        }
        step[client.number] = next;
        if (next == sends.size()) {
            ready++;
            roomSize[work.room(client.number)]++;
            connecting.add(ClientPool.micros() - begun[client.number]);
        }
    }

    @Override
    public void received(Client client, ByteBuffer bytes, int from, int length, long now) {
        int next = step[client.number];
        if (next == sends.size()) {
            long stamp = length < Stamps.SIZE ? Stamps.NONE : stamps.find(bytes, from, length);
            if (stamp != Stamps.NONE) {
                stats.arrived(client.number, client.address, stamp, now);
            } else if (length == 1 && bytes.get(from) == '2') {
                pool.orElseThrow()
                        .send(client, ByteBuffer.wrap(new byte[] {'3'}).order(ByteOrder.LITTLE_ENDIAN));
            }
        } else if (Words.in(bytes, from, length, expects.get(next))) {
            if (refusal.length > 0 && Words.in(bytes, from, length, refusal)) {
                sendAgain(
                        client,
                        next,
                        Words.number(bytes, from, length, "\"after\":").orElse(1000));
                return;
            }
            step[client.number]++;
            goOn(client);
        }
    }

    private void sendAgain(Client client, int expecting, long after) {
        retried++;
        pool.orElseThrow().after(after, () -> {
            if (step[client.number] == expecting) {
                sends.get(expecting - 1).ifPresent(send -> send(client, send));
            }
        });
    }

    @Override
    public void refused(Client client, int status, long retryAfter) {
        fail(client, "refused with HTTP " + status);
    }

    @Override
    public void lost(Client client, String why) {
        if (step[client.number] == sends.size()) {
            died++;
            ready--;
            roomSize[work.room(client.number)]--;
        } else {
            fail(client, why);
        }
    }

    private void fail(Client client, String why) {
        if (++tries[client.number] < TRIES) {
            retried++;
            pool.orElseThrow().after(AGAIN, () -> connect(client));
            return;
        }
        failed++;
        if (told++ < TOLD) {
            System.err.printf("client %d, step %d: %s%n", client.number, step[client.number], why);
        }
    }
}
