package chat.parley.room;

import chat.parley.delivery.UnknownMessages;
import chat.parley.protocol.Event.RoomGone;
import chat.parley.protocol.Name;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Unread;
import java.util.Optional;

/// What a user's sessions are told through his own topic, one line each.
public sealed interface UserEvent {

    /// What other releases say.
    UnknownMessages FOREIGN = new UnknownMessages();

    /// Stands for a session where none knows already.
    String NO_SESSION = "-";

    /// He became a member; `session` knows already.
    record Joined(RoomId room, String session) implements UserEvent {}

    /// He is no member any more.
    record Left(RoomId room, RoomGone.Reason reason) implements UserEvent {}

    /// A direct room is on his list again, or for the first time, from the message at this position on. Written by the
    /// append script.
    record Opened(RoomId room, Position first) implements UserEvent {}

    /// He has read further; `session` did it, or none: then messages were deleted that he had not read. What is unread
    /// was counted when the room ended at `head`. Written by the cursor and the append script.
    record Read(RoomId room, String session, Unread mine, long head) implements UserEvent {}

    /// He goes by another name.
    record Renamed(Name name) implements UserEvent {}

    /// An operator ends his connections.
    record Disconnected() implements UserEvent {}

    /// As one line.
    default String text() {
        return switch (this) {
            case Joined(RoomId room, String session) -> "joined " + room + " " + session;
            case Left(RoomId room, RoomGone.Reason reason) -> "left " + room + " " + reason.wire();
            case Opened(RoomId room, Position first) -> "opened " + room + " " + first.epoch() + " " + first.seq();
            case Read(RoomId room, String session, Unread mine, long head) ->
                "read " + room + " " + session + " " + mine.read() + " " + mine.unread() + " " + mine.mentions() + " "
                        + head;
            case Renamed(Name name) -> "renamed " + name.value();
            case Disconnected() -> "disconnected";
        };
    }

    /// From one line; empty for what only another release knows. More words than are known here are passed over.
    static Optional<UserEvent> read(String text) {
        String[] words = text.split(" ", 2);
        String all = words.length == 1 ? "" : words[1];
        String[] rest = all.split(" ", -1);
        return switch (words[0]) {
            case "joined" -> Optional.of(new Joined(new RoomId(rest[0]), rest[1]));
            case "left" -> Optional.of(new Left(new RoomId(rest[0]), RoomGone.Reason.of(rest[1])));
            case "opened" ->
                Optional.of(new Opened(new RoomId(rest[0]), new Position(rest[1], Long.parseLong(rest[2]))));
            case "read" ->
                Optional.of(new Read(
                        new RoomId(rest[0]),
                        rest[1],
                        new Unread(Long.parseLong(rest[2]), Integer.parseInt(rest[3]), Integer.parseInt(rest[4])),
                        Long.parseLong(rest[5])));
            case "renamed" -> Optional.of(new Renamed(new Name(all)));
            case "disconnected" -> Optional.of(new Disconnected());
            default -> {
                FOREIGN.met(words[0]);
                yield Optional.empty();
            }
        };
    }
}
