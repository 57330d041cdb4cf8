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

/// What the server says unasked (protocol.md section 5). What a room's log holds is not among them: its text is made
/// once where it arose ([EntryBody]) and put together by the store or by [MessageText].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ev")
public sealed interface Event {

    /// People entered or left the set of online members; the lists are empty where a room is too large for names.
    @JsonTypeName("presence")
    record Presence(RoomId room, List<User> joined, List<User> left, long members, long online) implements Event {

        public Presence {
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }
    }

    /// Who is writing in a room, the reader left out; empty says silence.
    @JsonTypeName("typing")
    record Typing(RoomId room, List<User> users) implements Event {

        /// How many are named.
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

    /// One's own read cursor moved, in another session.
    @JsonTypeName("unread")
    record UnreadChanged(RoomId room, @JsonUnwrapped Unread mine) implements Event {}

    /// Somebody emitted an event of his own; `room` where it went to one.
    @JsonTypeName("event")
    record Emitted(EventName name, Optional<Json> data, User from, Optional<RoomId> room) implements Event {

        /// What becomes of an `emit` by `from`.
        public static Emitted of(User from, EphemeralCommand.Emit emit) {
            return new Emitted(emit.name(), emit.data(), from, emit.room());
        }
    }

    /// One was added to a room, something about it changed, or its log begins anew.
    @JsonTypeName("room")
    record RoomChanged(@JsonUnwrapped RoomState state) implements Event {}

    /// One is in a room no more; nothing of it follows.
    @JsonTypeName("room")
    @JsonPropertyOrder({"room", "role", "reason"})
    record RoomGone(RoomId room, Reason reason) implements Event {

        /// Why one is no longer in it.
        public enum Reason {
            LEFT,
            KICKED,
            BANNED;

            /// The word on the wire.
            @JsonValue
            public String wire() {
                return name().toLowerCase(Locale.ROOT);
            }

            /// From the word on the wire. One that only a later release knows is an end like any other.
            public static Reason of(String wire) {
                for (Reason reason : values()) {
                    if (reason.wire().equals(wire)) {
                        return reason;
                    }
                }
                return LEFT;
            }
        }

        /// Always absent, and written as `null`: by this a client tells it from a room state.
        @JsonProperty
        @JsonInclude(JsonInclude.Include.ALWAYS)
        public Optional<Role> role() {
            return Optional.empty();
        }
    }

    /// News of public rooms, to those who watch.
    @JsonTypeName("rooms")
    record RoomsChanged(List<RoomLine> rooms, long total) implements Event {

        public RoomsChanged {
            rooms = List.copyOf(rooms);
        }
    }

    /// A user's name changed.
    @JsonTypeName("user")
    record UserChanged(String id, String name) implements Event {}

    /// The pod is going away: commands are answered for `after` milliseconds more, then comes 1012.
    @JsonTypeName("bye")
    record Bye(long after, String reason) implements Event {}
}
