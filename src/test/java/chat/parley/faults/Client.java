package chat.parley.faults;

import chat.parley.kit.Frame;
import chat.parley.kit.Pod;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client that does its duties (protocol.md section 6): it keeps what is not acknowledged, reconnects with
/// full jitter, resumes before it sends again, resends what a new epoch may have lost, and detects
/// connections that only look open. It remembers everything it received. Thread-safe.
final class Client implements Link.Owner {
    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "clients");
        thread.setDaemon(true);
        return thread;
    });

    private static final long FIRST_WAIT_MS = 500;
    private static final long LONGEST_WAIT_MS = 30_000;

    private final Pods pods;
    private final String name;
    private final Map<String, Reading> rooms = new LinkedHashMap<>();
    private final Outbox outbox = new Outbox(this::transmit);
    private final ClientLog diary = new ClientLog();
    private final Future<?> watching;
    private final PendingCommands questions = new PendingCommands();
    private @Nullable Link link;
    private String id = "";
    private String token = "";
    private int attempt;
    private int hellos;
    private Duration heartbeat = Duration.ofSeconds(25);
    private boolean away;
    private boolean closed;
    private long lost;
    private int lostCode;
    private int catchingUp;

    Client(Pods pods, String name, List<String> rooms) {
        this.pods = pods;
        this.name = name;
        rooms.forEach(room -> this.rooms.put(room, new Reading()));
        watching = LATER.scheduleWithFixedDelay(this::watch, 500, 500, TimeUnit.MILLISECONDS);
    }

    String id() {
        return id;
    }

    ClientLog diary() {
        return diary;
    }

    Outbox outbox() {
        return outbox;
    }

    synchronized @Nullable Pod pod() {
        Link now = link;
        return now == null ? null : now.pod();
    }

    synchronized boolean online() {
        return link != null && !id.isEmpty() && catchingUp == 0;
    }

    synchronized List<ReceivedMessage> arrivals(String room) {
        return List.copyOf(reading(room).arrivals());
    }

    synchronized int resets() {
        return rooms.values().stream().mapToInt(Reading::resets).sum();
    }

    synchronized long seq(String room) {
        return reading(room).seq();
    }

    List<String> rooms() {
        return List.copyOf(rooms.keySet());
    }

    private Reading reading(String room) {
        Reading reading = rooms.get(room);
        if (reading == null) {
            throw new IllegalArgumentException(name + " is not in " + room);
        }
        return reading;
    }

    /// Connects, now and whenever the connection is lost.
    synchronized void connect() {
        if (closed || away) {
            return;
        }
        Pod next = pods.next();
        Link.open(next, pods.address(next), this);
    }

    @Override
    public synchronized void refused(Throwable why) {
        diary.refused(why.toString());
        again();
    }

    @Override
    public synchronized void opened(Link opened) {
        if (closed) {
            opened.abort();
            return;
        }
        link = opened;
        catchingUp = 1;
        sayHello(opened);
    }

    private void sayHello(Link to) {
        List<Map<String, Object>> resume = new ArrayList<>();
        rooms.forEach((room, reading) -> {
            if (reading.placed()) {
                resume.add(Frame.map("room", room, "epoch", reading.epoch(), "seq", reading.seq()));
            }
        });
        List<Object> fields = new ArrayList<>(List.of("op", "hello", "ref", "hello", "resume", resume));
        fields.addAll(token.isEmpty() ? List.of("name", name) : List.of("token", token));
        to.write(Frame.of(fields.toArray()));
    }

    /// Sends the same command again after the given time, or after 1 s, doubling (protocol.md section 8).
    private void helloAgain(JsonNode error) {
        Link now = link;
        if (!error.path("retry").asBoolean() || now == null) {
            diary.failed(error.toString());
            return;
        }
        long after = error.path("after").asLong(1_000L << Math.min(hellos++, 5));
        LATER.schedule(
                () -> {
                    synchronized (this) {
                        if (now.equals(link)) {
                            sayHello(now);
                        }
                    }
                },
                after,
                TimeUnit.MILLISECONDS);
    }

    private void again() {
        long most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(attempt++, 10));
        LATER.schedule(this::connect, ThreadLocalRandom.current().nextLong(most), TimeUnit.MILLISECONDS);
    }

    /// Drops the connection and reconnects at once.
    synchronized void reconnect() {
        drop(1012);
    }

    /// Disconnects for good.
    synchronized void stayAway() {
        away = true;
    }

    /// Sends a message: it waits in the outbox until it is acknowledged.
    void say(String room, String text) {
        outbox.add(room, text);
    }

    /// Sends a command; completes with the whole reply.
    synchronized CompletableFuture<JsonNode> ask(String op, Object... fields) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Link now = link;
        if (now == null) {
            answer.completeExceptionally(new IllegalStateException(name + " is not connected"));
            return answer;
        }
        List<Object> members = new ArrayList<>(List.of("op", op, "ref", questions.ask(answer)));
        members.addAll(List.of(fields));
        now.write(Frame.of(members.toArray()));
        return answer;
    }

    private synchronized boolean transmit(String ref, Message message) {
        Link now = link;
        if (now == null || catchingUp > 0) {
            return false;
        }
        List<Object> members = new ArrayList<>(List.of("op", "send", "ref", ref, "room", message.room()));
        members.addAll(List.of("cid", message.cid(), "text", message.text()));
        now.write(Frame.of(members.toArray()));
        return true;
    }

    @Override
    public synchronized void frame(Link from, JsonNode frame) {
        if (!from.equals(link)) {
            return;
        }
        if (frame.has("ref")) {
            reply(frame.get("ref").asText(), frame);
            return;
        }
        switch (frame.path("ev").asText()) {
            case "message" -> {
                Reading reading = rooms.get(frame.get("room").asText());
                if (reading != null) {
                    reading.event(frame);
                    outbox.came(frame, id);
                }
            }
            case "room" -> {
                if (!frame.path("role").isNull() && frame.has("epoch")) {
                    state(frame);
                } else {
                    diary.removed(frame.toString());
                }
            }
            case "presence" -> diary.presence(frame);
            case "bye" -> diary.bye(frame.get("after").asLong());
            default -> {
                // Ephemeral, and without any guarantee.
            }
        }
    }

    private void reply(String ref, JsonNode frame) {
        if (ref.equals("hello")) {
            hello(frame);
        } else if (ref.startsWith("j:")) {
            joined(ref.substring(2), frame);
        } else if (ref.startsWith(PendingCommands.REF)) {
            questions.answered(ref, frame);
        } else if (!ref.equals("ping")) {
            outbox.answered(ref, frame);
        }
    }

    private void hello(JsonNode frame) {
        if (!frame.has("ok")) {
            diary.refused(frame.toString());
            helloAgain(frame.get("error"));
            return;
        }
        hellos = 0;
        JsonNode ok = frame.get("ok");
        id = ok.at("/user/id").asText();
        token = ok.get("token").asText();
        heartbeat = Duration.ofMillis(ok.get("heartbeat").asLong());
        List<String> missing = new ArrayList<>(rooms.keySet());
        for (JsonNode state : ok.get("rooms")) {
            String room = state.get("room").asText();
            if (rooms.containsKey(room) && !state.get("state").asText().equals("later")) {
                missing.remove(room);
                state(state);
            }
        }
        missing.forEach(this::join);
        caughtUp();
    }

    private void join(String room) {
        Reading reading = reading(room);
        Link now = link;
        if (now == null) {
            return;
        }
        catchingUp++;
        List<Object> fields = new ArrayList<>(List.of("op", "join", "ref", "j:" + room, "room", room));
        if (reading.placed()) {
            fields.addAll(List.of("epoch", reading.epoch(), "seq", reading.seq()));
        }
        now.write(Frame.of(fields.toArray()));
    }

    private void joined(String room, JsonNode frame) {
        if (frame.has("ok")) {
            state(frame.get("ok"));
            caughtUp();
        } else if (frame.at("/error/retry").asBoolean()) {
            catchingUp--;
            LATER.schedule(
                    () -> {
                        synchronized (this) {
                            join(room);
                        }
                    },
                    frame.at("/error/after").asLong(1_000),
                    TimeUnit.MILLISECONDS);
        } else {
            diary.failed(frame.toString());
        }
    }

    /// All missed events have arrived: unsent messages may go now.
    private void caughtUp() {
        if (--catchingUp > 0) {
            return;
        }
        attempt = 0;
        if (lost > 0) {
            diary.back(new Reconnection(lostCode, lost, System.nanoTime()));
            lost = 0;
        }
        outbox.flush();
    }

    private void state(JsonNode state) {
        String room = state.get("room").asText();
        Reading reading = rooms.get(room);
        if (reading == null) {
            return;
        }
        boolean newEpoch =
                reading.placed() && !reading.epoch().equals(state.get("epoch").asText());
        boolean reset = state.path("state").asText().equals("reset");
        long known = reading.seq();
        reading.state(state);
        state.path("events").forEach(event -> outbox.came(event, id));
        state.path("messages").forEach(event -> outbox.came(event, id));
        if (newEpoch) {
            diary.newEpoch();
        }
        if (newEpoch || reset) {
            outbox.again(room, reset ? 0 : known, state, id);
        }
    }

    @Override
    public synchronized void ended(Link from, int code) {
        if (from.equals(link)) {
            drop(code);
        }
    }

    private void drop(int code) {
        Link now = link;
        if (now != null) {
            now.abort();
        }
        link = null;
        catchingUp = 0;
        questions.lost();
        diary.ended(code);
        if (lost == 0 && !id.isEmpty()) {
            lost = System.nanoTime();
            lostCode = code;
        }
        outbox.disconnected();
        if (code == 1012) {
            LATER.execute(this::connect);
        } else {
            again();
        }
    }

    private synchronized void watch() {
        Link now = link;
        if (now != null && !closed) {
            now.watch(heartbeat);
        }
    }

    synchronized void close() {
        closed = true;
        watching.cancel(false);
        Link now = link;
        if (now != null) {
            now.abort();
        }
        link = null;
    }
}
