package chat.parley.room;

import chat.parley.delivery.UnknownMessages;
import chat.parley.protocol.Event.RoomGone;
import chat.parley.protocol.Name;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Unread;
import java.util.Optional;

/// A message on a user's topic for all of their sessions, one line each.
public sealed interface UserEvent {

    /// Messages of other releases.
    UnknownMessages UNKNOWN = new UnknownMessages();

    /// Stands for the session if none knows already.
    String NO_SESSION = "-";

    /// The user became a member; `session` knows already.
    record Joined(RoomId room, String session) implements UserEvent {}

    /// The user is not a member any more.
    record Left(RoomId room, RoomGone.Reason reason) implements UserEvent {}

    /// A direct room was added to the user's list, from the message at this position on. Published by the
    /// append script.
    record Opened(RoomId room, Position first) implements UserEvent {}

    /// The user has read further in `session`; without a session, unread messages were deleted. What is
    /// unread was counted at the room's `head`. Published by the cursor and the append script.
    record Read(RoomId room, String session, Unread mine, long head) implements UserEvent {}

    /// The user has marked the room as unread in `session`, or unmarked it. Published by the mark script.
    record Marked(RoomId room, String session, Unread mine, long head) implements UserEvent {}

    /// The user was renamed.
    record Renamed(Name name) implements UserEvent {}

    /// An operator closes the user's connections.
    record Disconnected() implements UserEvent {}

    /// The message as one line.
    default String text() {
        return switch (this) {
            case Joined(RoomId room, String session) -> "joined " + room + " " + session;
            case Left(RoomId room, RoomGone.Reason reason) -> "left " + room + " " + reason.wire();
            case Opened(RoomId room, Position first) -> "opened " + room + " " + first.epoch() + " " + first.seq();
            case Read(RoomId room, String session, Unread mine, long head) ->
                "read " + counts(room, session, mine, head);
            case Marked(RoomId room, String session, Unread mine, long head) ->
                "marked " + counts(room, session, mine, head);
            case Renamed(Name name) -> "renamed " + name.value();
            case Disconnected() -> "disconnected";
        };
    }

    private static String counts(RoomId room, String session, Unread mine, long head) {
        return room + " " + session + " " + mine.read() + " " + mine.unread() + " " + mine.mentions() + " " + head + " "
                + mine.mark().orElse(0);
    }

    /// The release before knows no mark.
    private static Unread mine(String[] words) {
        return new Unread(Long.parseLong(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]))
                .marked(words.length > 6 ? Long.parseLong(words[6]) : 0);
    }

    /// Reads a line; empty if only another release knows it. Ignores additional words.
    static Optional<UserEvent> read(String text) {
        String[] words = text.split(" ", 2);
        String all = words.length == 1 ? "" : words[1];
        String[] rest = all.split(" ", -1);
        return switch (words[0]) {
            case "joined" -> Optional.of(new Joined(new RoomId(rest[0]), rest[1]));
            case "left" -> Optional.of(new Left(new RoomId(rest[0]), RoomGone.Reason.of(rest[1])));
            case "opened" ->
                Optional.of(new Opened(new RoomId(rest[0]), new Position(rest[1], Long.parseLong(rest[2]))));
            case "read" -> Optional.of(new Read(new RoomId(rest[0]), rest[1], mine(rest), Long.parseLong(rest[5])));
            case "marked" -> Optional.of(new Marked(new RoomId(rest[0]), rest[1], mine(rest), Long.parseLong(rest[5])));
            case "renamed" -> Optional.of(new Renamed(new Name(all)));
            case "disconnected" -> Optional.of(new Disconnected());
            default -> {
                UNKNOWN.met(words[0]);
                yield Optional.empty();
            }
        };
    }
}
