package chat.parley.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The messages that one client wants to send: in order for each room, one at a time, until they are
/// acknowledged; and the recently acknowledged ones, in case the store loses its tail. Thread-safe.
final class Outbox {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(5);

    interface Transmitter {
        /// Sends a message; false while sending is impossible.
        boolean transmit(String ref, Message message);
    }

    private record Acknowledged(Message message, Entry entry, long at) {}

    private final Transmitter transmitter;
    private final Map<String, Deque<Message>> waiting = new LinkedHashMap<>();
    private final Map<String, Message> underWay = new HashMap<>();
    private final Map<String, Long> sentAt = new HashMap<>();
    private final Map<String, List<Acknowledged>> acknowledged = new HashMap<>();
    private final Map<String, Entry> came = new HashMap<>();
    private final List<Double> answers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<Message> transmitted = new HashSet<>();
    private int resent;
    private int unavailable;
    private int duplicates;
    private int cids;

    Outbox(Transmitter transmitter) {
        this.transmitter = transmitter;
    }

    void add(String room, String text) {
        synchronized (this) {
            queue(room).add(new Message(room, "c" + ++cids, text));
        }
        flush();
    }

    /// Sends the first message of each room, unless one of that room is in flight.
    void flush() {
        List<Message> heads = new ArrayList<>();
        synchronized (this) {
            waiting.forEach((room, queue) -> {
                if (!queue.isEmpty() && !underWay.containsKey(room)) {
                    underWay.put(room, queue.element());
                    heads.add(queue.element());
                }
            });
        }
        heads.forEach(this::transmit);
    }

    private Deque<Message> queue(String room) {
        return waiting.computeIfAbsent(room, _ -> new ArrayDeque<>());
    }

    private void transmit(Message message) {
        synchronized (this) {
            sentAt.put(message.room(), System.nanoTime());
        }
        boolean went = transmitter.transmit("s:" + message.room() + ":" + message.cid(), message);
        synchronized (this) {
            if (!went) {
                underWay.remove(message.room(), message);
            } else if (!transmitted.add(message)) {
                resent++;
            }
        }
    }

    void answered(String ref, JsonNode frame) {
        String[] words = ref.split(":", -1);
        String room = words[1];
        synchronized (this) {
            Message message = underWay.get(room);
            if (message == null || !message.cid().equals(words[2])) {
                return;
            }
            answers.add((System.nanoTime() - sentAt.getOrDefault(room, System.nanoTime())) / 1e9);
            underWay.remove(room);
            JsonNode ok = frame.path("ok");
            if (ok.isObject()) {
                duplicates += ok.get("duplicate").asBoolean() ? 1 : 0;
                queue(room).remove(message);
                acknowledge(
                        message, new Entry(ok.get("seq").asLong(), ok.get("id").asText()));
            } else if (frame.at("/error/retry").asBoolean()) {
                unavailable++;
                long after = frame.at("/error/after").asLong(1_000);
                CompletableFuture.delayedExecutor(after, TimeUnit.MILLISECONDS).execute(this::flush);
                return;
            } else {
                failures.add(frame.toString());
                queue(room).remove(message);
            }
        }
        flush();
    }

    /// A message arrived: if it is this client's own, that acknowledges it just as an answer does.
    void came(JsonNode message, String me) {
        String entry = message.get("id").asText();
        int dot = entry.indexOf('.');
        if (entry.substring(0, dot).equals(me)) {
            synchronized (this) {
                came.put(entry.substring(dot + 1), new Entry(message.get("seq").asLong(), entry));
            }
        }
    }

    /// The store may have lost its tail: recently acknowledged messages that are neither known to be kept nor
    /// in the given state are sent again, before everything else.
    synchronized void again(String room, long known, JsonNode state, String me) {
        underWay.remove(room);
        dropWhatCame();
        Set<String> here = new HashSet<>();
        state.path("events").forEach(event -> here.add(event.get("id").asText()));
        state.path("messages").forEach(event -> here.add(event.get("id").asText()));
        long now = System.nanoTime();
        Deque<Message> queue = queue(room);
        List<Message> lost = new ArrayList<>();
        for (Acknowledged one : acknowledged.getOrDefault(room, List.of())) {
            if (now - one.at() < KEPT_NANOS
                    && one.entry().seq() > known
                    && !here.contains(one.entry().id())
                    && !queue.contains(one.message())) {
                lost.add(one.message());
            }
        }
        lost.forEach(message -> came.remove(message.cid()));
        lost.reversed().forEach(queue::addFirst);
        CompletableFuture.runAsync(this::flush);
    }

    /// Pending answers will not arrive; messages that arrived as events need not be resent.
    synchronized void disconnected() {
        underWay.clear();
        dropWhatCame();
    }

    private void dropWhatCame() {
        waiting.values()
                .forEach(queue -> queue.removeIf(message -> {
                    Entry entry = came.get(message.cid());
                    if (entry == null || underWay.containsValue(message)) {
                        return false;
                    }
                    acknowledge(message, entry);
                    return true;
                }));
    }

    private void acknowledge(Message message, Entry entry) {
        acknowledged
                .computeIfAbsent(message.room(), _ -> new ArrayList<>())
                .add(new Acknowledged(message, entry, System.nanoTime()));
    }

    synchronized boolean empty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }

    synchronized List<Entry> acknowledged(String room) {
        return acknowledged.getOrDefault(room, List.of()).stream()
                .map(Acknowledged::entry)
                .toList();
    }

    synchronized int said() {
        return cids;
    }

    synchronized int unavailable() {
        return unavailable;
    }

    /// How often a message was sent that had been sent before.
    synchronized int resent() {
        return resent;
    }

    synchronized int duplicates() {
        return duplicates;
    }

    /// Seconds from each send to its answer.
    synchronized List<Double> answers() {
        return List.copyOf(answers);
    }

    /// Permanently refused sends, as a user would see them.
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
