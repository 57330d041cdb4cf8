package chat.parley.history;

import chat.parley.protocol.RoomId;
import java.util.List;

/// Where a room is kept in Redis. All of its keys and its topic have the room as their tag and so share a hash slot.
public record RoomKeys(RoomId room) {

    private String key(String part) {
        return "parley:{" + room.value() + "}:" + part;
    }

    /// What is said in the room, and who comes and goes.
    public String topic() {
        return key("feed");
    }

    /// Hash: head, epoch, fence, count, kept, at, kind, title, generation.
    public String meta() {
        return key("meta");
    }

    /// Stream of entries; ids are `seq-0`.
    public String log() {
        return key("log");
    }

    /// Hash: user → role, joined-at seq, muted-until, name.
    public String members() {
        return key("members");
    }

    /// Hash: user → the pods that hold his connections.
    public String online() {
        return key("online");
    }

    /// Sorted set: user → the seq he has seen.
    public String read() {
        return key("read");
    }

    /// Sorted set: user → the seq that reached a device of his.
    public String received() {
        return key("received");
    }

    /// Hash of one generation (0 or 1): `user.cid` → the answer that was given; user → his next free moment.
    public String dedupe(int generation) {
        return key("dedupe:" + generation);
    }

    /// Sorted set of `user:seq`, all with score 0.
    public String mentions() {
        return key("mentions");
    }

    /// Hash: user → until when.
    public String banned() {
        return key("banned");
    }

    /// Set: who was given of one list of the members that is being read page by page. Ends by itself.
    public String listed(String list) {
        return key("listed:" + list);
    }

    /// Hash: seq → present form of a message that was edited, deleted or reacted to.
    public String changes() {
        return key("changes");
    }

    /// Everything of the room, the record first.
    public List<String> all() {
        return List.of(
                meta(),
                members(),
                log(),
                online(),
                read(),
                received(),
                dedupe(0),
                dedupe(1),
                mentions(),
                banned(),
                changes());
    }
}
