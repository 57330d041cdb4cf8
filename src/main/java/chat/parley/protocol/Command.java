package chat.parley.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A client's command (protocol.md section 4). Each refuses with `bad_request` what the protocol does not
/// allow, regardless of this server's limits; those are enforced by [CommandReader].
public sealed interface Command
        permits Command.Hello,
                Command.Join,
                Command.Leave,
                Command.Send,
                Command.History,
                Command.Members,
                Command.Receipts,
                Command.Reactors,
                Command.Rooms,
                Command.Retitle,
                Command.SetRoom,
                Command.ChangeTopic,
                Command.Mark,
                Command.Notify,
                Command.Block,
                Command.Rename,
                Command.Ping,
                Change,
                Create,
                CursorCommand,
                Moderate,
                EphemeralCommand {

    /// The client's id for the reply; without it no reply is sent.
    Optional<String> ref();

    /// The first frame of a connection: who the user is, and how far they had read.
    record Hello(Optional<String> ref, Optional<String> token, Optional<Name> name, List<Resume> resume)
            implements Command {

        /// How many rooms one `hello` may resume.
        public static final int MAX_RESUME = 200;

        public Hello {
            resume = List.copyOf(resume);
            if (resume.size() > MAX_RESUME) {
                throw Problem.badRequest("resume: expected at most " + MAX_RESUME + " rooms, got " + resume.size());
            }
        }
    }

    /// Joins a room, or gets its state as a member; creates a public room that does not exist.
    record Join(Optional<String> ref, RoomId room, Optional<Position> since) implements Command {}

    /// Ends the membership.
    record Leave(Optional<String> ref, RoomId room) implements Command {}

    /// Sends a message to a room or a person: `text`, `data` or both.
    ///
    /// @param reply the message that it answers; in `reply` or `of` on the wire
    record Send(
            Optional<String> ref,
            Destination room,
            Cid cid,
            Optional<String> text,
            Optional<Json> data,
            SendTarget to,
            Optional<MessageRef> reply,
            List<String> mentions)
            implements Command {

        /// How many users one message may mention.
        public static final int MAX_MENTIONS = 20;

        public Send {
            mentions = mentions.stream().map(User::checkedId).toList();
            if (text.isEmpty() && data.isEmpty()) {
                throw Problem.badRequest("expected text or data or both, got neither");
            }
            text.ifPresent(WireLimits::requireVisible);
            if (mentions.size() > MAX_MENTIONS) {
                throw Problem.badRequest(
                        "mentions: expected at most " + MAX_MENTIONS + " user ids, got " + mentions.size());
            }
        }
    }

    /// Requests older or newer messages, or those from a time on; without a bound the newest. `before` and
    /// `after` are exclusive.
    ///
    /// @param since Unix milliseconds by the store's clock
    record History(
            Optional<String> ref, RoomId room, OptionalLong before, OptionalLong after, OptionalLong since, int limit)
            implements Command {

        public static final int DEFAULT_LIMIT = 50;
        public static final int MAX_LIMIT = 100;

        public History {
            if (Stream.of(before, after, since).filter(OptionalLong::isPresent).count() > 1) {
                throw Problem.badRequest("expected before, after or since, or none of them, got several");
            }
            if (limit < 1 || limit > MAX_LIMIT) {
                throw Problem.badRequest("limit: expected 1 to " + MAX_LIMIT + ", got " + limit);
            }
        }

        /// By seqs.
        public History(Optional<String> ref, RoomId room, OptionalLong before, OptionalLong after, int limit) {
            this(ref, room, before, after, OptionalLong.empty(), limit);
        }
    }

    /// Requests a room's members, a page at a time: all of them, those whose names have a word that begins
    /// with `query`, or `only` those who are muted or banned.
    record Members(
            Optional<String> ref,
            RoomId room,
            Optional<Query> query,
            Optional<Restriction> only,
            Optional<String> cursor)
            implements Command {}

    /// Requests how many, and in a small room which, members have received and seen the message at `seq`.
    record Receipts(Optional<String> ref, RoomId room, long seq) implements Command {}

    /// Requests who has put this emoji on the message at `seq`, a page at a time.
    record Reactors(Optional<String> ref, RoomId room, long seq, Emoji emoji, Optional<String> cursor)
            implements Command {

        public Reactors {
            if (cursor.isPresent() && !User.isId(cursor.get())) {
                throw Problem.badRequest("cursor: expected that of a page of reactors, got " + Quote.of(cursor.get()));
            }
        }
    }

    /// Requests the public rooms, a page at a time; `watch` turns their updates on or off.
    record Rooms(Optional<String> ref, Optional<Query> query, Optional<String> cursor, Optional<Boolean> watch)
            implements Command {}

    /// Changes a room's title; `title` on the wire.
    record Retitle(Optional<String> ref, RoomId room, Title title) implements Command {}

    /// Changes a room's title, who may write there, or both; `set` on the wire.
    record SetRoom(Optional<String> ref, RoomId room, Optional<Title> title, Optional<Writers> write)
            implements Command {

        public SetRoom {
            if (title.isEmpty() && write.isEmpty()) {
                throw Problem.badRequest("expected title or write or both, got neither");
            }
        }
    }

    /// Changes what a room is about; `topic` on the wire.
    record ChangeTopic(Optional<String> ref, RoomId room, Topic topic) implements Command {}

    /// Marks a room as unread from the message at `seq` on, for the user alone; without one unmarks it.
    record Mark(Optional<String> ref, RoomId room, OptionalLong seq) implements Command {}

    /// Sets what of a room the user wants to be notified of.
    record Notify(Optional<String> ref, RoomId room, NotifyLevel level) implements Command {}

    /// Blocks a person's direct messages and invitations, or unblocks them: `block` and `unblock`.
    record Block(Optional<String> ref, String user, boolean on) implements Command {

        public Block {
            user = User.checkedId(user);
        }
    }

    /// Changes the user's display name.
    record Rename(Optional<String> ref, Name name) implements Command {}

    /// Requests the store's time, to check that the connection is alive.
    record Ping(Optional<String> ref) implements Command {}
}
