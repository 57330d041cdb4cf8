package chat.parley.room;

import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.protocol.FoldedText;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Lists of a room's members in Redis, and the index by which they are found by name
/// (src/docs/adr/0017-members-are-found-through-an-index-that-expires.md).
@Singleton
public final class RedisMembers {

    /// How long an index is kept: a name that a neighbouring release changed is found this much later at most.
    static final Duration INDEXED = Duration.ofMinutes(10);

    private static final RoomScript MEMBERS = RoomScript.of("lib/members-page.lua", "members.lua");
    private static final RoomScript FIND =
            RoomScript.of("lib/presence.lua", "lib/membership.lua", "lib/members-page.lua", "find-members.lua");
    private static final RoomScript INDEX = RoomScript.brief("index-members.lua");
    private static final RoomScript RESTRICTED = RoomScript.brief("lib/members-page.lua", "restricted-members.lua");

    /// How many members are read at once, and how many beginnings of words are indexed at once.
    private static final int READ = 250;

    private static final int STARTS = 400;

    /// A member and their name, as the store has it.
    record Named(String user, String name) {}

    private final RedisStore store;

    public RedisMembers(RedisStore store) {
        this.store = store;
    }

    /// A page of all members; the answer of members.lua.
    Future<Response> page(String asking, RoomId room, MembersCursor from) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(MEMBERS.on(keys)
                .key("listed", keys.listed(from.list()))
                .arg("asking", asking)
                .arg("phase", from.phase())
                .arg("cursor", from.scan())
                .arg("page", RedisMembersAnswer.PAGE)
                .arg("remembered", RedisMembersAnswer.REMEMBERED.toMillis()));
    }

    /// A page of the members of whose names a word begins with `prefix`; the answer of find-members.lua.
    ///
    /// @param anyway whether to search an index that is not complete
    Future<Response> find(String asking, RoomId room, String prefix, MembersCursor from, boolean anyway) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(FIND.on(keys)
                .key("listed", keys.listed(from.list()))
                .arg("asking", asking)
                .arg("prefix", prefix)
                .arg("continued", from.begins() ? 0 : 1)
                .arg("after", from.entry())
                .arg("page", RedisMembersAnswer.PAGE)
                .arg("remembered", RedisMembersAnswer.REMEMBERED.toMillis())
                .arg("anyway", anyway ? 1 : 0));
    }

    /// A page of those who are muted or banned; the answer of restricted-members.lua.
    Future<Response> restricted(String asking, RoomId room, MembersCursor from, boolean moderates) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        return store.run(RESTRICTED
                .on(keys)
                .key("listed", keys.listed(from.list()))
                .arg("asking", asking)
                .arg("continued", from.begins() ? 0 : 1)
                .arg("phase", from.phase())
                .arg("cursor", from.scan())
                .arg("page", RedisMembersAnswer.PAGE)
                .arg("remembered", RedisMembersAnswer.REMEMBERED.toMillis())
                .arg("power", RedisModeration.power(moderates)));
    }

    /// Indexes the names of all members.
    ///
    /// @param joins how many had joined before
    Future<Void> indexAll(RoomId room, long joins) {
        return indexFrom(room, "0").compose(_ -> index(room, "built", List.of(), OptionalLong.of(joins)));
    }

    private Future<Void> indexFrom(RoomId room, String cursor) {
        return index(room, "build", List.of(), OptionalLong.empty())
                .compose(_ ->
                        store.send(Command.HSCAN, new RoomKeys(store.prefix(), room).members(), cursor, "COUNT", READ))
                .compose(step -> {
                    String next = step.get(0).toString();
                    return index(room, "build", members(step.get(1)), OptionalLong.empty())
                            .compose(_ -> next.equals("0") ? Future.succeededFuture() : indexFrom(room, next));
                });
    }

    private static List<Named> members(Response fields) {
        List<Named> members = new ArrayList<>(fields.size() / 2);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String name = RedisMembersAnswer.name(fields.get(i + 1).toString());
            members.add(new Named(fields.get(i).toString(), name));
        }
        return members;
    }

    /// Adds members to an index that is complete but for them.
    ///
    /// @param joins how many joins it covers then
    Future<Void> indexMore(RoomId room, List<Named> members, long joins) {
        return index(room, "add", members, OptionalLong.of(joins));
    }

    private Future<Void> index(RoomId room, String step, List<Named> members, OptionalLong joins) {
        ScriptCall call = INDEX.on(new RoomKeys(store.prefix(), room)).arg("step", step);
        List<List<String>> starts = new ArrayList<>();
        int count = 0;
        int end = 0;
        while (end < members.size() && count < STARTS) {
            starts.add(FoldedText.indexed(members.get(end).name()));
            count += starts.getLast().size();
            end++;
        }
        boolean last = end == members.size();
        call.arg("joins", last && joins.isPresent() ? joins.getAsLong() : "").arg("lasting", INDEXED.toMillis());
        for (int i = 0; i < end; i++) {
            call.arg("user", members.get(i).user())
                    .arg("name", members.get(i).name())
                    .arg("starts", String.join("\n", starts.get(i)));
        }
        List<Named> rest = members.subList(end, members.size());
        return store.run(call).compose(_ -> last ? Future.succeededFuture() : index(room, step, rest, joins));
    }
}
