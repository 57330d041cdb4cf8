package chat.parley.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// A user on one device, authenticated by the token of their first `hello`, with the current connection.
public final class Member implements Commands<JsonNode>, AutoCloseable {
    private final Identity identity;
    private Connection connection;
    private JsonNode welcome;

    /// The user's identity on all of their devices.
    private static final class Identity {
        private final String name;
        private volatile String id = "";
        private volatile String token = "";

        private Identity(String name) {
            this.name = name;
        }
    }

    private Member(Identity identity, Pod pod, Object... resume) {
        this.identity = identity;
        this.connection = Connection.to(pod);
        this.welcome = authenticates(resume);
    }

    /// A new user.
    public static Member named(String name, Pod pod) {
        return new Member(new Identity(name), pod);
    }

    /// The same user on another device.
    public Member elsewhere(Pod pod) {
        return new Member(identity, pod);
    }

    /// Reconnects, to any pod, with the position in these rooms: room, epoch, seq alternating.
    public Member back(Pod pod, Object... resume) {
        connection = Connection.to(pod);
        welcome = authenticates(resume);
        return this;
    }

    private JsonNode authenticates(Object... resume) {
        JsonNode ok = identity.token.isEmpty() ? helloAs(identity.name) : helloWith(identity.token, resume);
        identity.token = ok.get("token").asText();
        identity.id = ok.get("user").get("id").asText();
        return ok;
    }

    public String id() {
        return identity.id;
    }

    public String name() {
        return identity.name;
    }

    public String token() {
        return identity.token;
    }

    /// The reply to the latest `hello`.
    public JsonNode welcome() {
        return welcome;
    }

    /// The state of a room in the latest `hello`.
    public JsonNode found(String room) {
        for (JsonNode state : welcome.get("rooms")) {
            if (state.get("room").asText().equals(room)) {
                return state;
            }
        }
        throw new AssertionError("expected " + room + " among " + welcome.get("rooms"));
    }

    public Connection connection() {
        return connection;
    }

    public ReceivedFrames heard() {
        return connection.heard();
    }

    /// Commands on the current connection that the pod has to carry out.
    @Override
    public JsonNode command(String op, Object... fields) {
        return connection.command(op, fields);
    }

    /// Commands that have to be refused: each returns the error.
    public Commands<JsonNode> refused() {
        return connection.refused();
    }

    /// Commands that have to be refused: each returns the error's code.
    public Commands<String> refusalCode() {
        return connection.refusalCode();
    }

    /// Commands that may be carried out or refused: each returns the whole reply.
    public Commands<JsonNode> tried() {
        return connection.tried();
    }

    /// Commands that wait for nothing: each returns its `ref`.
    public Commands<String> pipelined() {
        return connection.pipelined();
    }

    /// Waits for the reply to `ref`, whatever it says.
    public JsonNode reply(String ref) {
        return connection.reply(ref);
    }

    /// Waits until the pod has answered everything sent before, and so has sent its own events, too.
    public void settles() {
        connection.settles();
    }

    /// A `cid` that no other entry has.
    public static String cid() {
        return UUID.randomUUID().toString();
    }

    /// Waits until this text arrives.
    public JsonNode hears(String room, String text) {
        return heard().first(
                        "\"" + text + "\" in " + room,
                        message(room).and(one -> text.equals(one.path("text").asText())));
    }

    /// Waits until this many messages of a room have arrived; returns their ids in order of arrival.
    public List<String> hearsIds(String room, int count, Duration patience) {
        return heard().atLeast(count, "messages in " + room, message(room), patience).stream()
                .map(one -> one.get("id").asText())
                .toList();
    }

    /// Waits until `who` is reported to have joined or left `room`.
    public JsonNode sees(String room, Member who, String joinedOrLeft) {
        return heard().first(
                        who.name() + " among the " + joinedOrLeft + " in " + room,
                        presence(room, who, joinedOrLeft),
                        Duration.ofSeconds(20));
    }

    /// How often `who` was reported to have joined or left so far.
    public int sightings(String room, Member who, String joinedOrLeft) {
        return heard().all(presence(room, who, joinedOrLeft)).size();
    }

    public static Predicate<JsonNode> event(String ev, String room) {
        return frame -> frame.path("ev").asText().equals(ev)
                && frame.path("room").asText().equals(room);
    }

    public static Predicate<JsonNode> message(String room) {
        return event("message", room);
    }

    private static Predicate<JsonNode> presence(String room, Member who, String joinedOrLeft) {
        return event("presence", room).and(frame -> {
            for (JsonNode user : frame.get(joinedOrLeft)) {
                if (user.get("id").asText().equals(who.id())) {
                    return true;
                }
            }
            return false;
        });
    }

    /// Whether the current connection has ended.
    public boolean ended() {
        return connection.heard().over();
    }

    /// Drops the connection without a close frame.
    public void vanishes() {
        connection.vanishes();
    }

    @Override
    public void close() {
        connection.close();
    }
}
