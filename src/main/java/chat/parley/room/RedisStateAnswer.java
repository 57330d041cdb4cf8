package chat.parley.room;

import chat.parley.history.LogPage;
import chat.parley.history.LoggedEvent;
import chat.parley.history.PageSize;
import chat.parley.keyspace.RedisRefusal;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Json;
import chat.parley.protocol.NotifyLevel;
import chat.parley.protocol.Peer;
import chat.parley.protocol.Position;
import chat.parley.protocol.Role;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Unread;
import chat.parley.protocol.Writers;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the answers of the join and state scripts for a room.
final class RedisStateAnswer {

    /// After `ok state epoch head at title role members online read unread mentions`, unread and mentions
    /// before the missed events, `more`, until when the member is muted, their mark, their level of
    /// notifications, the topic and who may write: the texts, a line each.
    private static final int TEXTS = 20;
    private static final int MUTED = 15;
    private static final int MARK = 16;
    private static final int LEVEL = 17;
    private static final int TOPIC = 18;
    private static final int WRITERS = 19;

    private RedisStateAnswer() {}

    /// @param user the member
    /// @param newest whether messages were requested in case there is nothing to catch up with
    /// @param fresh whether the user became a member by it
    static RoomSnapshot read(Response answer, String user, RoomId room, boolean newest, boolean fresh) {
        RedisRefusal.check(answer, room);
        Unread earlier = unread(answer, 12);
        return new RoomSnapshot(state(answer, user, room, newest), earlier, fresh);
    }

    /// A part of the events up to a room's head.
    ///
    /// @param end where the next call continues
    record Part(Position end, int events, int bytes) {}

    /// How far this answer got; empty if it is complete.
    static Optional<Part> part(Response answer) {
        String[] words = state(answer);
        return words[0].equals("part")
                ? Optional.of(new Part(
                        new Position(words[1], Long.parseLong(words[2])),
                        Integer.parseInt(words[3]),
                        Integer.parseInt(words[4])))
                : Optional.empty();
    }

    private static String[] state(Response answer) {
        return answer.size() > 1 ? answer.get(1).toString().split(" ", -1) : new String[] {""};
    }

    private static RoomState state(Response answer, String user, RoomId room, boolean newest) {
        List<String> fields = answer.get(TEXTS).toString().lines().toList();
        String title = answer.get(5).toString();
        boolean direct = room.kind() == RoomKind.DIRECT;
        return new RoomState(
                room,
                direct ? Optional.empty() : Optional.of(title.isEmpty() ? room.value() : title),
                direct
                        ? Optional.empty()
                        : Optional.of(Role.valueOf(answer.get(6).toString().toUpperCase(Locale.ROOT))),
                direct ? Optional.of(peer(room.other(user), title)) : Optional.empty(),
                answer.get(2).toString(),
                answer.get(3).toLong(),
                answer.get(4).toLong(),
                catchUp(state(answer)[0], room, fields, answer.get(14).toInteger() == 1, newest),
                answer.get(7).toLong(),
                answer.get(8).toLong(),
                unread(answer, 10),
                Optional.of(answer.get(TOPIC).toString()).filter(topic -> !topic.isEmpty()),
                NotifyLevel.numbered(answer.get(LEVEL).toInteger()),
                Writers.stored(answer.get(WRITERS).toString()),
                muted(answer.get(MUTED).toString()));
    }

    /// @param counts where the number of unread messages is, followed by that of mentions
    private static Unread unread(Response answer, int counts) {
        return new Unread(
                        answer.get(9).toLong(),
                        answer.get(counts).toInteger(),
                        answer.get(counts + 1).toInteger())
                .marked(answer.get(MARK).toLong());
    }

    private static OptionalLong muted(String until) {
        return until.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(until));
    }

    /// Reads `1 Grace` for a user who is online; without a name if the store has forgotten them.
    private static Peer peer(String user, String title) {
        String name = title.substring(2);
        return new Peer(user, name.isEmpty() ? user : name, title.startsWith("1"));
    }

    private static CatchUp catchUp(String state, RoomId room, List<String> fields, boolean more, boolean newest) {
        return switch (state) {
            case "current" -> CatchUp.current();
            case "later" -> CatchUp.later();
            case "replay", "part" ->
                CatchUp.replay(fields.stream()
                        .map(text -> new Json(LoggedEvent.text(room, text)))
                        .toList());
            case "fresh" -> newest ? fresh(fields, more) : CatchUp.fresh();
            case "reset" -> {
                LogPage page = page(fields, more);
                yield CatchUp.reset(page.messages(), page.more());
            }
            default -> throw new IllegalStateException("expected a state of room-states.lua, got " + state);
        };
    }

    private static CatchUp fresh(List<String> fields, boolean more) {
        LogPage page = page(fields, more);
        return CatchUp.fresh(page.messages(), page.more());
    }

    private static LogPage page(List<String> fields, boolean more) {
        return PageSize.fit(fields.stream().map(entry -> "{" + entry + "}").toList(), false, more);
    }
}
