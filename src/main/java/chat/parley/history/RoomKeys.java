package chat.parley.history;

import chat.parley.protocol.RoomId;
import java.util.ArrayList;
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

    /// Hash: head, epoch, fence, count, kept, at, kind, title, generation, latest, swept, litter, filled, joins,
    /// outs.
    public String meta() {
        return key("meta");
    }

    /// Stream of entries without what they say; ids are `seq-0`.
    public String log() {
        return key("entries");
    }

    /// Hash: seq → what its message says now; `seq user` → what it says to this user alone. Deleting takes it out, and
    /// with it every trace in the store's memory and files, as no stream could.
    public String texts() {
        return key("texts");
    }

    /// Hash: seq → when its message was edited, its last change, and how often each emoji was put to it; `seq
    /// user` → the same for this user alone.
    public String forms() {
        return key("forms");
    }

    /// Sorted set of `field\temoji\tuser` for each reaction, the field being one of [#forms]; `!field` for one whose
    /// reactions are still to be forgotten. All with score 0.
    public String reactions() {
        return key("reactions");
    }

    /// Hash: id of a message → its seq, for who names it by its id.
    public String ids() {
        return key("ids");
    }

    /// Sorted set of the seqs of deleted messages.
    public String deleted() {
        return key("deleted");
    }

    /// The record, what it takes to read the log, and others, in the order in which scripts have them.
    public List<String> withLog(String... others) {
        List<String> keys = new ArrayList<>(6 + others.length);
        keys.addAll(List.of(meta(), log(), texts(), forms(), reactions(), deleted()));
        keys.addAll(List.of(others));
        return keys;
    }

    /// Hash: user → role, joined-at seq, muted until when and for how long, order of joining, name.
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

    /// Hash: user → until when, 0 for until it is undone, the seq at which it began, and for how long.
    public String banned() {
        return key("banned");
    }

    /// Hash: user who is no member → until when and for how long they are muted, should they come back.
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

    /// Sorted set: member → their role and, within it, how long they serve; owners are below zero.
    public String standing() {
        return key("standing");
    }

    /// Hash of a direct room: `hidden:user` for one who does not have it on their list, `blocked:user` for one
    /// whom the other has blocked, with the other's name of then, `spoke:user` for one who has written there.
    /// It may come before the room.
    public String pair() {
        return key("pair");
    }

    /// Sorted set: user → the moment from which on all of their allowance for passing events is free again. Ends by
    /// itself.
    public String passing() {
        return key("passing");
    }

    /// Everything of the room, the record first.
    public List<String> all() {
        return List.of(
                meta(),
                members(),
                log(),
                texts(),
                forms(),
                reactions(),
                deleted(),
                ids(),
                online(),
                read(),
                received(),
                dedupe(0),
                dedupe(1),
                mentions(),
                banned(),
                muted(),
                pair(),
                out(),
                standing());
    }
}
