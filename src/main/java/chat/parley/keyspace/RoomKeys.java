package chat.parley.keyspace;

import chat.parley.protocol.RoomId;
import chat.parley.store.KeyPrefix;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A room's keys in Redis. All keys and the topic have the room as their hash tag and so share a slot.
public record RoomKeys(KeyPrefix prefix, RoomId room) {

    private String key(String part) {
        return prefix.key("{" + room.value() + "}:" + part);
    }

    /// The room's topic: its messages, and who comes online and goes offline.
    public String topic() {
        return key("feed");
    }

    /// Hash: head, epoch, fence, count, kept, at, kind, title, generation, latest, swept, litter, filled,
    /// joins, outs, first.
    public String meta() {
        return key("meta");
    }

    /// Stream of entries without their texts; ids are `seq-0`.
    public String log() {
        return key("entries");
    }

    /// Hash: seq → its message's current text; `seq user` → its text for this user alone. Deleting a field
    /// removes every trace from the store's memory and files, as no stream could.
    public String texts() {
        return key("texts");
    }

    /// Hash: seq → when its message was edited, its last change, and the count of each reaction; `seq user` →
    /// the same for this user alone.
    public String forms() {
        return key("forms");
    }

    /// Sorted set of `field\temoji\tuser` for each reaction, where `field` is one of [#forms]; `!field` if
    /// its reactions are still to be deleted. All with score 0.
    public String reactions() {
        return key("reactions");
    }

    /// Hash: id of a message → its seq, for commands that name it by its id.
    public String ids() {
        return key("ids");
    }

    /// Sorted set of the seqs of deleted messages.
    public String deleted() {
        return key("deleted");
    }

    /// Hash: user → role, joined-at seq, end and length of a mute, order of joining, name.
    public String members() {
        return key("members");
    }

    /// Hash: user → the pods that hold their connections.
    public String online() {
        return key("online");
    }

    /// Sorted set: user → the seq that they have read; `~user` → the seq that they have read quietly,
    /// negative.
    public String read() {
        return key("read");
    }

    /// Sorted set: user → the seq that reached a device of theirs; `~user` → the seq at which they joined,
    /// negative.
    public String received() {
        return key("received");
    }

    /// Hash of one generation (0 or 1): `user.cid` → the answer given; user → when they may send again.
    public String dedupe(int generation) {
        return key("dedupe:" + generation);
    }

    /// Sorted set of `user:seq` and `#seq:user` for each mention, all with score 0.
    public String mentions() {
        return key("mentions");
    }

    /// Hash: user → the end of their ban (0 for none), the seq at which it began, and its length.
    public String banned() {
        return key("banned");
    }

    /// Hash: user who is not a member → end and length of their mute, should they rejoin.
    public String muted() {
        return key("muted");
    }

    /// Sorted set: former member → four times the number of the removal, plus the reason (0 left, 1 kicked, 2
    /// banned). Keeps the latest ones.
    public String out() {
        return key("out");
    }

    /// Set: the members already returned by a list of members that is being paged through. Expires.
    public String listed(String list) {
        return key("listed:" + list);
    }

    /// Sorted set: member → their role and, within it, their seniority; owners are below zero.
    public String standing() {
        return key("standing");
    }

    /// Sorted set: the index of the members' names, `start of a word … end, folded\0user\0name`, all with score
    /// 0. Built when somebody searches; expires.
    public String names() {
        return key("names");
    }

    /// Hash: `joins`, how many joins the index of names covers, once it is built; `~user` for a member renamed
    /// since. Expires before the index does.
    public String named() {
        return key("named");
    }

    /// Hash of a direct room: `hidden:user` if the user does not have it on their list, `blocked:user` if the
    /// other user has blocked them, with the other's name at the time, `spoke:user` if they have written
    /// there. May exist before the room does.
    public String pair() {
        return key("pair");
    }

    /// Sorted set: user → when their allowance for ephemeral events is full again. Expires.
    public String passing() {
        return key("passing");
    }

    /// What scripts call a key; empty for a name that is no key of a room, or of which it has several.
    static Optional<Function<RoomKeys, String>> named(String name) {
        return switch (name) {
            case "meta" -> Optional.of(RoomKeys::meta);
            case "members" -> Optional.of(RoomKeys::members);
            case "log" -> Optional.of(RoomKeys::log);
            case "texts" -> Optional.of(RoomKeys::texts);
            case "forms" -> Optional.of(RoomKeys::forms);
            case "reactions" -> Optional.of(RoomKeys::reactions);
            case "deleted" -> Optional.of(RoomKeys::deleted);
            case "ids" -> Optional.of(RoomKeys::ids);
            case "online" -> Optional.of(RoomKeys::online);
            case "read" -> Optional.of(RoomKeys::read);
            case "received" -> Optional.of(RoomKeys::received);
            case "dedupe_0" -> Optional.of(keys -> keys.dedupe(0));
            case "dedupe_1" -> Optional.of(keys -> keys.dedupe(1));
            case "mentions" -> Optional.of(RoomKeys::mentions);
            case "banned" -> Optional.of(RoomKeys::banned);
            case "muted" -> Optional.of(RoomKeys::muted);
            case "pair" -> Optional.of(RoomKeys::pair);
            case "out" -> Optional.of(RoomKeys::out);
            case "names" -> Optional.of(RoomKeys::names);
            case "named" -> Optional.of(RoomKeys::named);
            case "standing" -> Optional.of(RoomKeys::standing);
            case "passing" -> Optional.of(RoomKeys::passing);
            default -> Optional.empty();
        };
    }

    /// All keys of the room, the metadata first.
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
                standing(),
                names(),
                named());
    }
}
