package chat.parley.kit;

import java.util.List;
import java.util.stream.Stream;

/// The commands of the protocol, a method for each. The implementation decides what a call returns: the
/// reply, the refusal, or only the `ref`.
///
/// @param <R> what a command returns
public interface Commands<R> {

    /// Any command, also one that the protocol does not know.
    ///
    /// @param fields names and values, alternating
    R command(String op, Object... fields);

    /// Authenticates by what the upgrade brought along, or as a new guest.
    default R hello() {
        return command("hello");
    }

    /// Authenticates as a new guest of this name.
    default R helloAs(String name) {
        return command("hello", "name", name);
    }

    /// Authenticates by a token.
    ///
    /// @param resume room, epoch, seq, alternating
    default R helloWith(String token, Object... resume) {
        return resume.length == 0
                ? command("hello", "token", token)
                : command("hello", "token", token, "resume", Frame.positions(resume));
    }

    default R joins(String room) {
        return command("join", "room", room);
    }

    /// Joins, or gets the state as a member, with a position.
    default R joins(String room, String epoch, long seq) {
        return command("join", "room", room, "epoch", epoch, "seq", seq);
    }

    default R leaves(String room) {
        return command("leave", "room", room);
    }

    /// Sends a message with a new `cid`.
    default R says(String room, String text) {
        return says(room, Member.cid(), text);
    }

    /// Sends a message with this `cid`.
    ///
    /// @param more names and values of further fields
    default R says(String room, String cid, String text, Object... more) {
        return command(
                "send",
                Stream.concat(Stream.of("room", room, "cid", cid, "text", text), Stream.of(more))
                        .toArray());
    }

    /// Sends a direct message with a new `cid`.
    default R writes(Member to, String text) {
        return writes(to, Member.cid(), text);
    }

    /// Sends a direct message with this `cid`.
    default R writes(Member to, String cid, String text) {
        return says("@" + to.id(), cid, text);
    }

    default R edits(String room, long seq, String text) {
        return edits(room, seq, Member.cid(), text);
    }

    default R edits(String room, long seq, String cid, String text) {
        return command("edit", "room", room, "seq", seq, "cid", cid, "text", text);
    }

    default R deletes(String room, long seq) {
        return deletes(room, seq, Member.cid());
    }

    default R deletes(String room, long seq, String cid) {
        return command("delete", "room", room, "seq", seq, "cid", cid);
    }

    /// Adds a reaction.
    default R reacts(String room, long seq, String emoji) {
        return reacts(room, seq, emoji, true);
    }

    /// Adds or withdraws a reaction.
    default R reacts(String room, long seq, String emoji, boolean on) {
        return reacts(room, seq, Member.cid(), emoji, on);
    }

    default R reacts(String room, long seq, String cid, String emoji, boolean on) {
        return command("react", "room", room, "seq", seq, "cid", cid, "emoji", emoji, "on", on);
    }

    /// Emits an event to a room: `to` is `room`, `others` or `self`.
    ///
    /// @param data none, or one value
    default R emits(String room, String to, String name, Object... data) {
        return data.length == 0
                ? command("emit", "name", name, "to", to, "room", room)
                : command("emit", "name", name, "to", to, "room", room, "data", data[0]);
    }

    /// Emits an event to everybody who is connected.
    ///
    /// @param data none, or one value
    default R emitsToAll(String name, Object... data) {
        return data.length == 0
                ? command("emit", "name", name, "to", "all")
                : command("emit", "name", name, "to", "all", "data", data[0]);
    }

    /// Reports that everything up to `seq` arrived: `received`.
    default R receives(String room, long seq) {
        return command("received", "room", room, "seq", seq);
    }

    default R reads(String room, long seq) {
        return command("read", "room", room, "seq", seq);
    }

    /// Reads without a receipt for others.
    default R readsQuietly(String room, long seq) {
        return command("read", "room", room, "seq", seq, "quiet", true);
    }

    default R types(String room, boolean on) {
        return command("typing", "room", room, "on", on);
    }

    /// Requests messages; without bounds the newest.
    ///
    /// @param bounds `before`, `after` and `limit`, each with its value
    default R history(String room, Object... bounds) {
        return command(
                "history",
                Stream.concat(Stream.of("room", room), Stream.of(bounds)).toArray());
    }

    default R members(String room) {
        return command("members", "room", room);
    }

    /// The members of whose names a word begins with this.
    default R membersNamed(String room, String query) {
        return command("members", "room", room, "query", query);
    }

    /// Those who are `muted` or `banned`.
    default R membersOnly(String room, String only) {
        return command("members", "room", room, "only", only);
    }

    default R receipts(String room, long seq) {
        return command("receipts", "room", room, "seq", seq);
    }

    /// Who has put the emoji on the message.
    default R reactors(String room, long seq, String emoji) {
        return command("reactors", "room", room, "seq", seq, "emoji", emoji);
    }

    /// Requests the public rooms whose title or id begins with this prefix.
    default R rooms(String query) {
        return command("rooms", "query", query);
    }

    default R watchesRooms(boolean on) {
        return command("rooms", "watch", on);
    }

    /// Creates a room, `public` or `private`, under an id of the server's choice.
    default R creates(String kind, String title, Member... members) {
        return creates(kind, title, ids(members));
    }

    /// The same, with the ids of its members.
    default R creates(String kind, String title, List<String> members) {
        return command("create", "title", title, "kind", kind, "members", members);
    }

    /// Creates a public room with this id.
    default R createsPublic(String room, String title, Member... members) {
        return createsPublic(room, title, ids(members));
    }

    /// The same, with the ids of its members.
    default R createsPublic(String room, String title, List<String> members) {
        return command("create", "title", title, "kind", "public", "room", room, "members", members);
    }

    private static List<String> ids(Member... members) {
        return Stream.of(members).map(Member::id).toList();
    }

    default R retitles(String room, String title) {
        return command("title", "room", room, "title", title);
    }

    /// Says who may write: "members" or "moderators".
    default R sets(String room, String write) {
        return command("set", "room", room, "write", write);
    }

    default R changesTopic(String room, String topic) {
        return command("topic", "room", room, "topic", topic);
    }

    /// Marks the room as unread from this message on.
    default R marks(String room, long seq) {
        return command("mark", "room", room, "seq", seq);
    }

    default R unmarks(String room) {
        return command("mark", "room", room);
    }

    /// What the member wants to be notified of: `all`, `mentions` or `none`.
    default R notifies(String room, String level) {
        return command("notify", "room", room, "level", level);
    }

    /// Any command of one member upon another, such as `kick`.
    default R moderates(String op, String room, Member whom) {
        return moderates(op, room, whom.id());
    }

    /// The same, with the other's id.
    default R moderates(String op, String room, String user) {
        return command(op, "room", room, "user", user);
    }

    default R invites(String room, Member whom) {
        return moderates("invite", room, whom);
    }

    default R kicks(String room, Member whom) {
        return moderates("kick", room, whom);
    }

    default R bans(String room, Member whom) {
        return moderates("ban", room, whom);
    }

    default R unbans(String room, Member whom) {
        return moderates("unban", room, whom);
    }

    default R mutes(String room, Member whom) {
        return moderates("mute", room, whom);
    }

    /// Mutes for a time.
    default R mutes(String room, Member whom, long millis) {
        return command("mute", "room", room, "user", whom.id(), "for", millis);
    }

    default R unmutes(String room, Member whom) {
        return moderates("unmute", room, whom);
    }

    default R promotes(String room, Member whom) {
        return moderates("promote", room, whom);
    }

    default R demotes(String room, Member whom) {
        return moderates("demote", room, whom);
    }

    default R blocks(Member whom) {
        return blocks(whom.id());
    }

    default R blocks(String user) {
        return command("block", "user", user);
    }

    default R unblocks(Member whom) {
        return unblocks(whom.id());
    }

    default R unblocks(String user) {
        return command("unblock", "user", user);
    }

    default R renames(String name) {
        return command("rename", "name", name);
    }

    /// Requests the store's time.
    default R pings() {
        return command("ping");
    }
}
