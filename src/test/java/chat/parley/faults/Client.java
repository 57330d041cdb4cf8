package chat.parley.faults;

import chat.parley.kit.Frame;
import chat.parley.kit.Pod;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Somebody who does a client's part (protocol.md section 6): keeps what is not acknowledged, comes back with full
/// jitter, resumes before he sends again, sends again what a new epoch may have lost, and finds out about connections
/// that only look open. Remembers everything that came. Thread-safe.
final class Client implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "clients");
        thread.setDaemon(true);
        return thread;
    });

    private static final long FIRST_WAIT_MS = 500;
    private static final long LONGEST_WAIT_MS = 30_000;
    private static final Duration NO_ANSWER = Duration.ofSeconds(10);

    private final Pods pods;
    private final String name;
    private final Map<String, Reading> rooms = new LinkedHashMap<>();
    private final Outbox outbox = new Outbox(this::transmit);
    private final Diary diary = new Diary();
    private final StringBuilder part = new StringBuilder();
    private final Future<?> watching;
    private final Map<String, CompletableFuture<JsonNode>> asked = new HashMap<>();
    private CompletableFuture<?> writing = CompletableFuture.completedFuture(null);
    private @Nullable WebSocket socket;
    private @Nullable Pod pod;
    private String id = "";
    private String token = "";
    private int attempt;
    private int hellos;
    private int refs;
    private long heartbeatNanos = Duration.ofSeconds(25).toNanos();
    private long heard;
    private boolean pinged;
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

    Diary diary() {
        return diary;
    }

    Outbox outbox() {
        return outbox;
    }

    synchronized @Nullable Pod pod() {
        return pod;
    }

    synchronized boolean online() {
        return socket != null && !id.isEmpty() && catchingUp == 0;
    }

    synchronized List<Arrival> arrivals(String room) {
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
        HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .subprotocols("parley.v1")
                .buildAsync(next.socket(), this)
                .whenComplete((opened, failure) -> opened(next, opened, failure));
    }

    private synchronized void opened(Pod where, @Nullable WebSocket opened, @Nullable Throwable failure) {
        if (opened == null) {
            diary.refused(String.valueOf(failure));
            again();
            return;
        }
        socket = opened;
        pod = where;
        heard = System.nanoTime();
        pinged = false;
        writing = CompletableFuture.completedFuture(null);
        part.setLength(0);
        catchingUp = 1;
        sayHello(opened);
    }

    private void sayHello(WebSocket to) {
        List<Map<String, Object>> resume = new ArrayList<>();
        rooms.forEach((room, reading) -> {
            if (reading.placed()) {
                resume.add(Frame.map("room", room, "epoch", reading.epoch(), "seq", reading.seq()));
            }
        });
        List<Object> fields = new ArrayList<>(List.of("op", "hello", "ref", "hello", "resume", resume));
        fields.addAll(token.isEmpty() ? List.of("name", name) : List.of("token", token));
        write(to, Frame.of(fields.toArray()));
    }

    /// The same command again after the time told, or after 1 s, doubling (protocol.md section 8).
    private void helloAgain(JsonNode error) {
        WebSocket now = socket;
        if (!error.path("retry").asBoolean() || now == null) {
            diary.failed(error.toString());
            return;
        }
        long after = error.path("after").asLong(1_000L << Math.min(hellos++, 5));
        LATER.schedule(
                () -> {
                    synchronized (this) {
                        if (now.equals(socket)) {
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

    /// Loses the connection and comes back without waiting.
    synchronized void reconnect() {
        drop(1012);
    }

    /// Goes away and does not come back.
    synchronized void stayAway() {
        away = true;
    }

    /// Says something: it waits in the outbox until it is acknowledged.
    void say(String room, String text) {
        outbox.add(room, text);
    }

    /// Asks for something; completes with the whole reply.
    synchronized CompletableFuture<JsonNode> ask(String op, Object... fields) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        String ref = "a" + ++refs;
        WebSocket now = socket;
        if (now == null) {
            answer.completeExceptionally(new IllegalStateException(name + " is not connected"));
            return answer;
        }
        asked.put(ref, answer);
        List<Object> members = new ArrayList<>(List.of("op", op, "ref", ref));
        members.addAll(List.of(fields));
        write(now, Frame.of(members.toArray()));
        return answer;
    }

    private synchronized boolean transmit(String ref, Message message) {
        WebSocket now = socket;
        if (now == null || catchingUp > 0) {
            return false;
        }
        write(
                now,
                Frame.of(
                        "op",
                        "send",
                        "ref",
                        ref,
                        "room",
                        message.room(),
                        "cid",
                        message.cid(),
                        "text",
                        message.text()));
        return true;
    }

    private void write(WebSocket to, String text) {
        writing = writing.thenCompose(_ -> to.sendText(text, true)).exceptionally(_ -> to);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        synchronized (this) {
            if (from.equals(socket)) {
                part.append(data);
                if (last) {
                    JsonNode frame = Frame.read(part.toString());
                    part.setLength(0);
                    frame(frame);
                }
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void frame(JsonNode frame) {
        heard = System.nanoTime();
        pinged = false;
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
                // Passing, and nothing of it is promised.
            }
        }
    }

    private void reply(String ref, JsonNode frame) {
        if (ref.equals("hello")) {
            hello(frame);
        } else if (ref.startsWith("j:")) {
            joined(ref.substring(2), frame);
        } else if (ref.startsWith("a")) {
            CompletableFuture<JsonNode> answer = asked.remove(ref);
            if (answer != null) {
                answer.completeAsync(() -> frame);
            }
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
        heartbeatNanos = Duration.ofMillis(ok.get("heartbeat").asLong()).toNanos();
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
        WebSocket now = socket;
        if (now == null) {
            return;
        }
        catchingUp++;
        List<Object> fields = new ArrayList<>(List.of("op", "join", "ref", "j:" + room, "room", room));
        if (reading.placed()) {
            fields.addAll(List.of("epoch", reading.epoch(), "seq", reading.seq()));
        }
        write(now, Frame.of(fields.toArray()));
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

    /// Everything that was missed is here: what is still unsent may go.
    private void caughtUp() {
        if (--catchingUp > 0) {
            return;
        }
        attempt = 0;
        if (lost > 0) {
            diary.back(new Comeback(lostCode, lost, System.nanoTime()));
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
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        lost(from, code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        lost(from, 1006);
    }

    private synchronized void lost(WebSocket from, int code) {
        if (from.equals(socket)) {
            drop(code);
        }
    }

    private void drop(int code) {
        WebSocket now = socket;
        if (now != null) {
            now.abort();
        }
        socket = null;
        pod = null;
        catchingUp = 0;
        asked.values().forEach(answer -> answer.completeExceptionally(new IllegalStateException("lost")));
        asked.clear();
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

    /// Sends `ping` when nothing was heard for a heartbeat, and gives the connection up when no frame comes then.
    private synchronized void watch() {
        WebSocket now = socket;
        if (now == null || closed) {
            return;
        }
        long silent = System.nanoTime() - heard;
        if (pinged && silent > heartbeatNanos + NO_ANSWER.toNanos()) {
            drop(1006);
        } else if (!pinged && silent > heartbeatNanos) {
            pinged = true;
            write(now, Frame.of("op", "ping", "ref", "ping"));
        }
    }

    synchronized void close() {
        closed = true;
        watching.cancel(false);
        WebSocket now = socket;
        if (now != null) {
            now.abort();
        }
        socket = null;
    }
}
