package chat.parley.faults;

import chat.parley.kit.Frame;
import chat.parley.kit.Pod;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One connection of a client to one pod: writes in order, puts the parts of a frame together, and finds out when
/// nothing comes any more (protocol.md section 6, a client's part). Thread-safe.
final class Link implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Told TOLD = new Told();
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(20);
    private static final Duration NO_ANSWER = Duration.ofSeconds(10);
    private static final int NO_CLOSE_FRAME = 1006;

    /// Who is told of what comes.
    interface Owner {
        /// It is open.
        void opened(Link link);

        /// It could not be opened.
        void refused(Throwable why);

        /// A frame came.
        void frame(Link link, JsonNode frame);

        /// It ended; 1006 without a close frame.
        void ended(Link link, int code);
    }

    private final Owner owner;
    private final Pod pod;
    private final StringBuilder part = new StringBuilder();
    private CompletableFuture<?> writing = CompletableFuture.completedFuture(null);
    private @Nullable WebSocket socket;
    private long heard = System.nanoTime();
    private boolean pinged;

    private Link(Owner owner, Pod pod) {
        this.owner = owner;
        this.pod = pod;
    }

    /// Begins to connect; the owner hears of it.
    static void open(Pod pod, URI way, Owner owner) {
        Link link = new Link(owner, pod);
        HTTP.newWebSocketBuilder()
                .connectTimeout(OPEN_WITHIN)
                .subprotocols("parley.v1")
                .buildAsync(way, link)
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
        opened.request(1);
    }

    /// What comes is asked for only once the owner knows of this link.
    @Override
    public void onOpen(WebSocket opened) {}

    Pod pod() {
        return pod;
    }

    /// Writes after everything that was written before.
    synchronized void write(String text) {
        WebSocket to = socket;
        if (to != null) {
            writing = writing.thenCompose(_ -> to.sendText(text, true)).exceptionally(_ -> to);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        JsonNode frame = null;
        synchronized (this) {
            part.append(data);
            if (last) {
                frame = TOLD.read(part.toString());
                part.setLength(0);
                heard = System.nanoTime();
                pinged = false;
            }
        }
        if (frame != null) {
            owner.frame(this, frame);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        owner.ended(this, code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        owner.ended(this, NO_CLOSE_FRAME);
    }

    /// Sends `ping` when nothing was heard for a heartbeat, and gives the connection up when no frame comes then.
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

    /// Ends it without a word.
    synchronized void abort() {
        if (socket != null) {
            socket.abort();
        }
    }
}
