package chat.parley.simulation;

import static org.awaitility.Awaitility.await;

import chat.parley.kit.Commands;
import chat.parley.kit.Connection;
import chat.parley.kit.Pod;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of a person's devices, which does a client's duties (protocol.md section 6): it shows what it
/// received, and resumes from its positions. Used by one thread at a time.
final class Device implements Commands<JsonNode>, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// After a refusal with `retry` but without a time (protocol.md section 8).
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Person owner;
    private final Screen screen = new Screen();
    private final List<String> due = new ArrayList<>();
    private @Nullable Connection connection;
    private @Nullable Pod pod;
    private int taken;

    Device(Person owner) {
        this.owner = owner;
    }

    Screen screen() {
        return screen;
    }

    /// The names of the ephemeral events that it has to receive.
    List<String> due() {
        return due;
    }

    boolean heardAllDue() {
        return screen.waves().size() >= due.size();
    }

    boolean online() {
        return connection != null && !connection.heard().over();
    }

    /// Lost its pod and has to find another.
    boolean stranded() {
        return connection != null && (connection.heard().over() || (pod != null && !pod.alive()));
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException(owner.name() + " is away");
        }
        return connection;
    }

    /// Connects, for the first time or again.
    void comes(Pod to) {
        takesIn();
        Connection next = Connection.to(to);
        List<Object> resume = new ArrayList<>();
        screen.reconnects();
        screen.views().forEach((room, view) -> resume.addAll(List.of(room, view.epoch(), view.seq())));
        connection = next;
        pod = to;
        taken = 0;
        owner.known(await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(AGAIN)
                .until(() -> hello(resume), Optional::isPresent)
                .orElseThrow());
        takesIn();
        List<String> unknown = screen.views().entrySet().stream()
                .filter(one -> one.getValue().begin() > 0)
                .map(Map.Entry::getKey)
                .toList();
        unknown.forEach(next::joins);
        takesIn();
    }

    private Optional<JsonNode> hello(List<Object> resume) {
        Commands<Optional<JsonNode>> tried = tried(Optional.empty());
        return owner.token().isEmpty() ? tried.helloAs(owner.name()) : tried.helloWith(owner.token(), resume.toArray());
    }

    void vanishes() {
        connection().vanishes();
        takesIn();
        connection = null;
    }

    /// Commands that the pod has to carry out: each returns what `ok` holds.
    @Override
    public JsonNode command(String op, Object... fields) {
        return connection().command(op, fields);
    }

    /// Commands that the pod has to refuse: each returns the error's code, or nothing if the connection was lost
    /// before it arrived.
    Commands<Optional<String>> refusalCode() {
        return (op, fields) -> reply(Optional.empty(), op, fields).map(frame -> {
            if (!frame.has("error")) {
                throw new AssertionError(owner.name() + " expected " + op + " to be refused, got " + frame);
            }
            return frame.at("/error/code").asText();
        });
    }

    /// Commands that each return what `ok` holds, or nothing if they have to be retried: the connection was lost,
    /// or the store was unavailable.
    Commands<Optional<JsonNode>> tried(Optional<PendingReply> what) {
        return (op, fields) -> {
            Optional<JsonNode> reply = reply(what, op, fields);
            if (reply.isPresent()
                    && !reply.get().has("ok")
                    && !reply.get().at("/error/retry").asBoolean()) {
                throw new AssertionError(owner.name() + " expected " + op + " to be done, got " + reply.get());
            }
            return reply.map(frame -> frame.get("ok"));
        };
    }

    private Optional<JsonNode> reply(Optional<PendingReply> what, String op, Object... fields) {
        takesIn();
        Connection now = connection();
        String ref = now.pipelined().command(op, fields);
        what.ifPresent(one -> screen.asks(ref, one));
        JsonNode found = now.heard()
                .first(
                        "a reply to " + op,
                        frame -> frame.path("ref").asText().equals(ref)
                                || now.heard().over());
        return found.path("ref").asText().equals(ref)
                ? Optional.of(found)
                : now.heard().all(frame -> frame.path("ref").asText().equals(ref)).stream()
                        .findFirst();
    }

    /// Shows what has arrived since the last call.
    void takesIn() {
        if (connection != null) {
            List<JsonNode> all = connection.heard().all();
            while (taken < all.size()) {
                screen.hears(all.get(taken++));
            }
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
