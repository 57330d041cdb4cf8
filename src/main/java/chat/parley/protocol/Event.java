package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An event that the server sends on its own (protocol.md section 5). Log entries are not among them: their
/// text is made once, on the sender's pod ([EntryBody]), and assembled by the store or by [MessageText].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ev")
public sealed interface Event {

    /// Members came online or went offline; the lists are empty if the room is too large for names.
    @JsonTypeName("presence")
    record Presence(RoomId room, List<User> joined, List<User> left, long members, long online) implements Event {

        public Presence {
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }
    }

    /// Who is typing in a room, except the recipient; empty if nobody is.
    @JsonTypeName("typing")
    record Typing(RoomId room, List<User> users) implements Event {

        /// How many users are named.
        public static final int MAX_USERS = 10;

        public Typing {
            users = List.copyOf(users);
            if (users.size() > MAX_USERS) {
                throw new IllegalArgumentException("expected at most " + MAX_USERS + " users, got " + users.size());
            }
        }
    }

    /// Members' cursors moved.
    @JsonTypeName("receipt")
    record Receipt(RoomId room, List<Cursors> users) implements Event {

        public Receipt {
            users = List.copyOf(users);
        }
    }

    /// The recipient's own read cursor moved in another session.
    @JsonTypeName("unread")
    record UnreadChanged(RoomId room, @JsonUnwrapped Unread mine) implements Event {}

    /// A client-defined event; `room` if it was sent to one.
    @JsonTypeName("event")
    record Emitted(EventName name, Optional<Json> data, User from, Optional<RoomId> room) implements Event {

        /// The event of an `emit` by `from`.
        public static Emitted of(User from, EphemeralCommand.Emit emit) {
            return new Emitted(emit.name(), emit.data(), from, emit.room());
        }
    }

    /// The recipient was added to a room, something about it changed, or its log begins anew.
    @JsonTypeName("room")
    record RoomChanged(@JsonUnwrapped RoomState state) implements Event {}

    /// The recipient is no longer in a room; no event of it follows.
    @JsonTypeName("room")
    @JsonPropertyOrder({"room", "role", "reason"})
    record RoomGone(RoomId room, Reason reason) implements Event {

        /// Why they are no longer in it.
        public enum Reason {
            LEFT,
            KICKED,
            BANNED;

            /// The word on the wire.
            @JsonValue
            public String wire() {
                return name().toLowerCase(Locale.ROOT);
            }

            /// From the word on the wire. An unknown reason of a later release counts as having left.
            public static Reason of(String wire) {
                for (Reason reason : values()) {
                    if (reason.wire().equals(wire)) {
                        return reason;
                    }
                }
                return LEFT;
            }
        }

        /// Always absent, and written as `null`: this distinguishes it from a room state.
        @JsonProperty
        @JsonInclude(JsonInclude.Include.ALWAYS)
        public Optional<Role> role() {
            return Optional.empty();
        }
    }

    /// Updates of public rooms, for those who watch.
    @JsonTypeName("rooms")
    record RoomsChanged(List<RoomLine> rooms, long total) implements Event {

        public RoomsChanged {
            rooms = List.copyOf(rooms);
        }
    }

    /// A user's name changed.
    @JsonTypeName("user")
    record UserChanged(String id, String name) implements Event {}

    /// The pod is going away, or has too many connections (`reason` is `balance`): commands are answered for
    /// another `after` milliseconds, then it closes with 1012.
    @JsonTypeName("bye")
    record Bye(long after, String reason) implements Event {}
}
