package chat.parley.bench.load;

import java.util.List;
import java.util.Optional;

/// What a client of one kind of server sends: where it connects, the steps until it is ready, and how it
/// publishes. A client is ready after the last step.
/// @param refusal what a frame contains that refuses a step; the step is repeated when the server says so
public record Dialect(
        String path, Optional<String> subprotocol, List<Step> steps, String publication, Optional<String> refusal) {

    /// One step towards being ready.
    public sealed interface Step {}

    /// Sends one text frame, a [Template].
    public record Send(String text) implements Step {}

    /// Continues when a frame contains these words.
    public record Expect(String words) implements Step {}

    /// `parley.v1`: a new guest who joins one public room. Memberships are persistent, so each run uses rooms
    /// of its own.
    /// @param rooms the prefix of their ids
    public static Dialect parley(String rooms) {
        return new Dialect(
                "/ws",
                Optional.of("parley.v1"),
                List.of(
                        new Send("{\"op\":\"hello\",\"ref\":\"h\",\"name\":\"b{i}\"}"),
                        new Expect("\"ref\":\"h\""),
                        new Send("{\"op\":\"join\",\"ref\":\"j\",\"room\":\"" + rooms + "{room}\"}"),
                        new Expect("\"ref\":\"j\"")),
                "{\"op\":\"send\",\"room\":\"" + rooms + "{room}\",\"cid\":\"{i}-{seq}\",\"text\":\"{payload}\"}",
                Optional.of("\"error\":{"));
    }

    /// The hand-written servers on Node's `ws`.
    public static final Dialect WS = new Dialect(
            "/ws",
            Optional.empty(),
            List.of(new Send("{\"type\":\"join\",\"room\":\"r{room}\",\"user\":\"u{i}\"}"), new Expect("\"joined\"")),
            "{\"type\":\"msg\",\"text\":\"{payload}\"}",
            Optional.empty());

    /// Socket.IO 4 on Engine.IO 4, WebSocket only.
    public static final Dialect SOCKET_IO = new Dialect(
            "/socket.io/?EIO=4&transport=websocket",
            Optional.empty(),
            List.of(
                    new Expect("0{"),
                    new Send("40"),
                    new Expect("40{"),
                    new Send("42[\"join\",\"r{room}\"]"),
                    new Expect("[\"joined\"")),
            "42[\"msg\",{\"text\":\"{payload}\"}]",
            Optional.empty());

    /// A server without a protocol of its own, like `limit.c` beside the peers' figures: the room is in the
    /// path.
    public static final Dialect PATH = new Dialect(
            "/ws?room={room}",
            Optional.empty(),
            List.of(),
            "{\"type\":\"msg\",\"room\":\"r{room}\",\"text\":\"{payload}\"}",
            Optional.empty());

    public Dialect {
        steps = List.copyOf(steps);
    }

    /// By its name on the command line.
    public static Dialect named(String name) {
        return switch (name) {
            case "parley" -> parley("bench-");
            case "ws" -> WS;
            case "socketio" -> SOCKET_IO;
            case "path" -> PATH;
            default ->
                throw new IllegalArgumentException(
                        "--dialect: expected one of parley, ws, socketio, path, got " + name);
        };
    }
}
