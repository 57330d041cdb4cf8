package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The clients of a [ResumeLoad]: they connect as new guests, join their rooms and keep token and positions;
/// then they reconnect with these.
final class ReconnectingClients implements ClientScript {
    private static final byte[] HELLO = "\"ref\":\"h\"".getBytes(UTF_8);
    private static final byte[] SENT = "\"ref\":\"s\"".getBytes(UTF_8);
    private static final byte[] ERROR = "\"error\":{".getBytes(UTF_8);
    /// So that clients of both addresses share rooms, and no two clients share all of theirs.
    private static final int STRIDE = 37;
    private static final int TOLD = 5;

    private final int clients;
    private final int each;
    private final String[] token;
    private final String[][] position;
    private final int[] joined;
    private final int[] attempts;
    private final long[] asked;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private Optional<ClientPool> pool = Optional.empty();
    private boolean returning;
    private long cut;
    private int told;

    final Histogram hello = new Histogram();
    final Histogram away = new Histogram();
    int settled;
    int spoken;
    int back;
    int refusals;
    int replayed;
    int current;
    int later;
    int reset;

    ReconnectingClients(int clients, int each) {
        this.clients = clients;
        this.each = each;
        token = new String[clients];
        Arrays.fill(token, "");
        position = new String[clients][each];
        joined = new int[clients];
        attempts = new int[clients];
        asked = new long[clients];
    }

    void on(ClientPool its) {
        pool = Optional.of(its);
    }

    /// From here on clients reconnect.
    void leave(long now) {
        returning = true;
        cut = now;
    }

    private String room(int client, int which) {
        return "return-" + (client + which * STRIDE) % clients;
    }

    /// Sends a message in the client's first room, which is no other client's first.
    void speak(Client client, int which) {
        send(
                client,
                "{\"op\":\"send\",\"ref\":\"s\",\"room\":\"%s\",\"cid\":\"%d\",\"text\":\"what was missed, %d\"}"
                        .formatted(room(client.number, 0), which, which));
    }

    private void send(Client client, String text) {
        pool.orElseThrow().send(client, ByteBuffer.wrap(text.getBytes(UTF_8)).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public String path(Client client) {
        return "/ws";
    }

    @Override
    public void opened(Client client) {
        asked[client.number] = ClientPool.micros();
        send(
                client,
                returning
                        ? "{\"op\":\"hello\",\"ref\":\"h\",\"token\":\"%s\",\"resume\":[%s]}"
                                .formatted(token[client.number], String.join(",", position[client.number]))
                        : "{\"op\":\"hello\",\"ref\":\"h\",\"name\":\"b%d\"}".formatted(client.number));
    }

    @Override
    public void received(Client client, ByteBuffer bytes, int from, int length, long now) {
        // Replies begin with their ref; events, most of what arrives, are skipped at a glance.
        if (length < 10 || bytes.get(from + 2) != 'r') {
            return;
        }
        int begin = Math.min(length, 64);
        boolean refused = Words.in(bytes, from, begin, ERROR);
        if (Words.in(bytes, from, begin, HELLO)) {
            if (refused) {
                later(client, bytes, from, length, () -> opened(client));
            } else if (returning) {
                cameBack(client, bytes, from, length, now);
            } else {
                token[client.number] =
                        Words.quoted(bytes, from, length, "\"token\":\"").orElseThrow();
                for (int which = 0; which < each; which++) {
                    join(client, which);
                }
            }
        } else if (Words.in(bytes, from, begin, SENT)) {
            if (refused) {
                later(client, bytes, from, length, () -> speak(client, 0));
            } else {
                spoken++;
            }
        } else {
            int which = (int) Words.number(bytes, from, begin, "\"ref\":\"j").orElse(-1);
            if (refused) {
                later(client, bytes, from, length, () -> join(client, which));
            } else if (which >= 0) {
                keepPosition(client, which, bytes, from, length);
            }
        }
    }

    private void join(Client client, int which) {
        send(client, "{\"op\":\"join\",\"ref\":\"j%d\",\"room\":\"%s\"}".formatted(which, room(client.number, which)));
    }

    private void keepPosition(Client client, int which, ByteBuffer bytes, int from, int length) {
        position[client.number][which] = "{\"room\":\"%s\",\"epoch\":\"%s\",\"seq\":%d}"
                .formatted(
                        room(client.number, which),
                        Words.quoted(bytes, from, length, "\"epoch\":\"").orElseThrow(),
                        Words.number(bytes, from, length, "\"head\":").orElseThrow());
        if (++joined[client.number] == each) {
            attempts[client.number] = 0;
            settled++;
        }
    }

    private void cameBack(Client client, ByteBuffer bytes, int from, int length, long now) {
        back++;
        hello.add(now - asked[client.number]);
        away.add(now - cut);
        replayed += states(bytes, from, length, "replay");
        current += states(bytes, from, length, "current");
        later += states(bytes, from, length, "later");
        reset += states(bytes, from, length, "reset");
    }

    private static int states(ByteBuffer bytes, int from, int length, String state) {
        return Words.count(bytes, from, length, ("\"state\":\"" + state + "\"").getBytes(UTF_8));
    }

    /// A refusal says when to retry; without a number it is a second, doubling as long as nothing succeeds.
    private void later(Client client, ByteBuffer bytes, int from, int length, Runnable again) {
        byte[] text = new byte[Math.min(length, 200)];
        bytes.get(from, text);
        tell(client, new String(text, UTF_8));
        long after = Words.number(bytes, from, length, "\"after\":")
                .orElse(1000L << Math.min(attempts[client.number]++ / each, 5));
        pool.orElseThrow().after(after, again);
    }

    @Override
    public void refused(Client client, int status, long retryAfter) {
        comeAgain(client, "HTTP " + status, retryAfter);
    }

    @Override
    public void lost(Client client, String why) {
        comeAgain(client, why, -1);
    }

    /// Full jitter, as the protocol requires of clients.
    private void comeAgain(Client client, String why, long retryAfter) {
        tell(client, why);
        long longest = Math.min(30_000, 500L << Math.min(attempts[client.number]++, 6));
        long after = Math.max(0, retryAfter) + random.nextLong(longest);
        pool.orElseThrow().after(after, () -> pool.orElseThrow().connect(client));
    }

    private void tell(Client client, String why) {
        refusals++;
        if (told++ < TOLD) {
            System.err.printf("client %d: %s%n", client.number, why);
        }
    }
}
