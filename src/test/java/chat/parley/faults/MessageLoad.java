package chat.parley.faults;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sends messages at an even rate: from each client in turn, in each of their rooms in turn.
final class MessageLoad implements AutoCloseable {
    private static final int TICK_MS = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Client> clients;
    private volatile String text = "";
    private volatile double perTick;
    private double due;
    private long turn;

    MessageLoad(List<Client> clients) {
        this.clients = clients;
        clock.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    void begin(int perSecond, String words) {
        text = words;
        perTick = perSecond * TICK_MS / 1000.0;
    }

    void end() {
        perTick = 0;
    }

    private void tick() {
        due += perTick;
        while (due >= 1) {
            due--;
            Client client = clients.get((int) (turn % clients.size()));
            List<String> rooms = client.rooms();
            client.say(rooms.get((int) (turn / clients.size() % rooms.size())), turn + text);
            turn++;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
