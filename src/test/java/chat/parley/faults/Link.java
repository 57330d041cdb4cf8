package chat.parley.faults;

import chat.parley.kit.Frame;
import chat.parley.kit.Pod;
import chat.parley.kit.Sockets;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection of a client to one pod: it writes in order and detects when nothing arrives any more
/// (protocol.md section 6, a client's part). Thread-safe.
final class Link {
    private static final FrameCache TOLD = new FrameCache();
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(20);
    private static final Duration NO_ANSWER = Duration.ofSeconds(10);
    private static final int NO_CLOSE_FRAME = 1006;

    /// Receives the link's events.
    interface Owner {
        /// The link is open.
        void opened(Link link);

        /// The link could not be opened.
        void refused(Throwable why);

        /// A frame arrived.
        void frame(Link link, JsonNode frame);

        /// The link ended; 1006 without a close frame.
        void ended(Link link, int code);
    }

    private final Owner owner;
    private final Pod pod;
    private @Nullable WebSocket socket;
    private long heard = System.nanoTime();
    private boolean pinged;

    private Link(Owner owner, Pod pod) {
        this.owner = owner;
        this.pod = pod;
    }

    /// Starts connecting; the owner is notified.
    static void open(Pod pod, URI address, Owner owner) {
        Link link = new Link(owner, pod);
        Sockets.open(address, List.of("parley.v1"), OPEN_WITHIN, link::text, (code, _) -> link.ended(code))
                .whenComplete((opened, failure) -> link.opened(opened, failure));
    }

    private void opened(@Nullable WebSocket opened, @Nullable Throwable failure) {
        if (opened == null) {
            owner.refused(failure == null ? new IllegalStateException("expected a socket or a reason") : failure);
            return;
        }
        synchronized (this) {
            socket = opened;
            heard = System.nanoTime();
        }
        owner.opened(this);
    }

    Pod pod() {
        return pod;
    }

    /// Writes after everything that was written before.
    synchronized void write(String text) {
        WebSocket to = socket;
        if (to != null && !to.isClosed()) {
            to.writeTextMessage(text);
        }
    }

    private void text(String text) {
        JsonNode frame;
        synchronized (this) {
            frame = TOLD.read(text);
            heard = System.nanoTime();
            pinged = false;
        }
        owner.frame(this, frame);
    }

    private void ended(int code) {
        owner.ended(this, code);
    }

    /// Sends `ping` when nothing arrived for a heartbeat, and gives the connection up if no frame follows.
    void watch(Duration heartbeat) {
        Duration silent = silence();
        if (pinged() && silent.compareTo(heartbeat.plus(NO_ANSWER)) > 0) {
            owner.ended(this, NO_CLOSE_FRAME);
        } else if (!pinged() && silent.compareTo(heartbeat) > 0) {
            ping();
        }
    }

    private synchronized Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    private synchronized boolean pinged() {
        return pinged;
    }

    private synchronized void ping() {
        pinged = true;
        write(Frame.of("op", "ping", "ref", "ping"));
    }

    /// Drops it without a close frame.
    synchronized void abort() {
        if (socket != null) {
            Sockets.abort(socket);
        }
    }
}
