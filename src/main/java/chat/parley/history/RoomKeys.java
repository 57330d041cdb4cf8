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

    /// Hash: head, epoch, fence, count, kept, at, kind, title, generation, joins, outs.
    public String meta() {
        return key("meta");
    }

    /// Stream of entries; ids are `seq-0`.
    public String log() {
        return key("log");
    }

    /// Hash: user → role, joined-at seq, muted-until, order of joining, name.
    public String members() {
        return key("members");
    }

    /// Hash: user → the pods that hold his connections.
    public String online() {
        return key("online");
    }

    /// Sorted set: user → the seq he has seen; `~user` → the seq he has seen without telling, negative.
    public String read() {
        return key("read");
    }

    /// Sorted set: user → the seq that reached a device of his; `~user` → the seq at which he joined, negative.
    public String received() {
        return key("received");
    }

    /// Hash of one generation (0 or 1): `user.cid` → the answer that was given; user → his next free moment.
    public String dedupe(int generation) {
        return key("dedupe:" + generation);
    }

    /// Sorted set of `user:seq` and `#seq:user` for each mention, all with score 0.
    public String mentions() {
        return key("mentions");
    }

    /// Hash: user → until when, 0 for until it is undone, and the seq at which it began.
    public String banned() {
        return key("banned");
    }

    /// Hash: user who is no member → until when he is muted, should he come back.
    public String muted() {
        return key("muted");
    }

    /// Sorted set: user who is no member any more → four times which removal it was, and the reason (0 left, 1
    /// kicked, 2 banned). The latest ones.
    public String out() {
        return key("out");
    }

    /// Set: who was given of one list of the members that is being read page by page. Ends by itself.
    public String listed(String list) {
        return key("listed:" + list);
    }

    /// Hash: seq → present form of a message that was edited or reacted to, or the place of an entry that is gone;
    /// `seq user` → the form that this user alone sees.
    public String changes() {
        return key("changes");
    }

    /// Sorted set of the seqs whose entries are gone from the log while their places stay.
    public String gone() {
        return key("gone");
    }

    /// Hash of a direct room: `hidden:user` for one who does not have it on his list, `blocked:user` for one whom the
    /// other has blocked. It may be there before the room is.
    public String pair() {
        return key("pair");
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
                muted(),
                changes(),
                gone(),
                pair(),
                out());
    }
}
