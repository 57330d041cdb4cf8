package chat.parley.identity;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Users as Redis keeps them: name, last seen, and the list of their rooms. The list is written before a room on
/// joining and after it on leaving, so it never misses a room, whenever a pod dies; what is too much, `hello` takes
/// off.
@Singleton
public final class RedisUsers {

    private static final RedisScript USER = RedisScript.of("lib/clock.lua", "load-user.lua");
    private static final RedisScript SEEN = RedisScript.of("lib/clock.lua", "touch-user.lua");
    private static final RedisScript UNSEEN = RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "idle.lua");
    private static final RedisScript HERE = RedisScript.of("lib/clock.lua", "touch-users.lua");
    private static final RedisScript ATTEST = RedisScript.of("repair-user.lua");
    private static final RedisScript LIST = RedisScript.of("add-to-user-list.lua");
    private static final RedisScript GUEST = RedisScript.of("invite-user.lua");
    /// Sorted set: user → when he said hello last.
    private static final String USERS = "parley:users";

    private static final int RENAMES_AN_HOUR = 5;
    /// Blocks looked at in one command.
    private static final int PORTION = 100;

    private final RedisStore store;
    private final RedisQuota quota;
    private final LimitsConfig limits;
    private final RedisScript seen;
    private final RedisScript unseen;

    @Inject
    public RedisUsers(RedisStore store, RedisQuota quota, LimitsConfig limits) {
        this(store, quota, limits, SEEN, UNSEEN);
    }

    /// With other scripts, so that a test can hand in another clock.
    RedisUsers(RedisStore store, RedisQuota quota, LimitsConfig limits, RedisScript seen, RedisScript unseen) {
        this.seen = seen;
        this.unseen = unseen;
        this.store = store;
        this.quota = quota;
        this.limits = limits;
    }

    /// Finds a user, or writes him down under the name he comes with. That he was seen is written first: whoever has a
    /// record is found again when he is gone for good.
    public Future<UserRecord> hello(User user) {
        Future<Void> now = seen(user.id());
        Future<UserRecord> known = known(user);
        return now.compose(_ -> known);
    }

    private Future<UserRecord> known(User user) {
        return store.run(USER, List.of(key(user.id()), rooms(user.id())), List.of(user.name()))
                .map(answer -> {
                    List<RoomId> list = new ArrayList<>();
                    for (int i = 2; i < answer.size(); i++) {
                        list.add(new RoomId(answer.get(i).toString()));
                    }
                    String name = answer.get(0).toString();
                    User found = name.equals(user.name()) ? user : new User(user.id(), name);
                    return new UserRecord(found, answer.get(1).toInteger() == 1, list);
                });
    }

    /// A user is there now.
    public Future<Void> seen(String user) {
        return store.run(seen, List.of(USERS), List.of(user)).mapEmpty();
    }

    /// These users are connected: those whose place among the users the store lost get one again, as seen now.
    public Future<Void> here(List<String> connected) {
        return store.run(HERE, List.of(USERS), connected).mapEmpty();
    }

    /// A connected user goes by this name and sits in these rooms: the record is written again if the store lost it.
    /// Answers those rooms that are not on the user's list.
    public Future<List<RoomId>> attest(User user, List<RoomId> sitsIn) {
        List<String> words = new ArrayList<>(1 + sitsIn.size());
        words.add(user.name());
        sitsIn.forEach(room -> words.add(room.value()));
        return store.run(ATTEST, List.of(key(user.id()), rooms(user.id())), words)
                .map(RedisUsers::roomsIn);
    }

    /// Users who were not seen for so long, those for the longest first.
    public Future<List<String>> unseenFor(Duration time, int most) {
        return store.run(unseen, List.of(USERS), List.of(time.toMillis(), most, 0))
                .map(answer -> {
                    List<String> found = new ArrayList<>();
                    answer.forEach(user -> found.add(user.toString()));
                    return found;
                });
    }

    /// A user as the store knows him; one whom it does not know any more goes by his id.
    public Future<User> find(String user) {
        return name(user).map(name -> new User(user, name.orElse(user)));
    }

    /// Forgets a user who belongs to no room and of whose blocks nothing is left elsewhere.
    public Future<Void> forget(String user) {
        return store.send(Command.DEL, key(user), rooms(user), blocked(user), blockers(user))
                .compose(_ -> store.send(Command.ZREM, USERS, user))
                .mapEmpty();
    }

    /// Changes the name; at most five times an hour.
    public Future<Void> rename(String user, Name name) {
        return quota.use("rename:" + user, RENAMES_AN_HOUR, Duration.ofHours(1), "expected at most 5 renames an hour")
                .compose(_ -> store.send(Command.HSET, key(user), "name", name.value()))
                .mapEmpty();
    }

    /// The rooms on a user's list.
    public Future<List<RoomId>> roomsOf(String user) {
        return store.send(Command.SMEMBERS, rooms(user)).map(RedisUsers::roomsIn);
    }

    private static List<RoomId> roomsIn(Response answer) {
        List<RoomId> list = new ArrayList<>();
        for (Response room : answer) {
            list.add(new RoomId(room.toString()));
        }
        return list;
    }

    /// Puts a room on a user's list. Fails with `conflict` when the list is full.
    public Future<Void> list(String user, RoomId room) {
        return store.run(LIST, List.of(rooms(user)), List.of(room.value(), limits.roomsPerUser()))
                .compose(answer -> answer.toInteger() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.conflict("expected a member of fewer than "
                                + limits.roomsPerUser() + " rooms (parley.limits.rooms-per-user); leave one first")));
    }

    /// How a user is called; empty for one who does not exist.
    public Future<Optional<String>> name(String user) {
        return store.send(Command.HGET, key(user), "name")
                .map(name -> Optional.ofNullable(name).map(Response::toString));
    }

    /// Writes down that `user` wants nothing from `other` any more; first where it is found when `other` is forgotten.
    public Future<Void> block(String user, String other) {
        return store.send(Command.SADD, blockers(other), user)
                .compose(_ -> store.send(Command.SADD, blocked(user), other))
                .mapEmpty();
    }

    /// Takes that back, the index last.
    public Future<Void> unblock(String user, String other) {
        return store.send(Command.SREM, blocked(user), other)
                .compose(_ -> store.send(Command.SREM, blockers(other), user))
                .mapEmpty();
    }

    /// Some of those whom `user` has blocked, from a cursor on; `0` is the first.
    public Future<BlockPage> blockedBy(String user, String cursor) {
        return page(blocked(user), cursor);
    }

    /// Some of those who have blocked `user`, or were about to.
    public Future<BlockPage> blockersOf(String user, String cursor) {
        return page(blockers(user), cursor);
    }

    private Future<BlockPage> page(String key, String cursor) {
        return store.send(Command.SSCAN, key, cursor, "COUNT", PORTION).map(answer -> {
            List<String> found = new ArrayList<>();
            answer.get(1).forEach(user -> found.add(user.toString()));
            return new BlockPage(answer.get(0).toString(), found);
        });
    }

    /// Whether `user` has blocked `other`.
    public Future<Boolean> blocks(String user, String other) {
        return store.send(Command.SISMEMBER, blocked(user), other).map(Response::toBoolean);
    }

    /// Puts a room on the list of somebody who is brought into it, and says what he is called. Fails with `not_found`
    /// for one who was never here, and with `conflict` when the list is full.
    public Future<User> bring(String user, RoomId room) {
        return store.run(GUEST, List.of(key(user), rooms(user)), List.of(room.value(), limits.roomsPerUser()))
                .map(answer -> switch (answer.get(0).toString()) {
                    case "ok" -> new User(user, answer.get(1).toString());
                    case "full" ->
                        throw Problem.conflict("user: expected a member of fewer than " + limits.roomsPerUser()
                                + " rooms (parley.limits.rooms-per-user), got \"" + user + "\"");
                    default ->
                        throw Problem.notFound("user: expected somebody who has been here, got \"" + user + "\"");
                });
    }

    /// Puts a room on the list of somebody who belongs to it, however long the list is.
    public Future<Void> relist(String user, RoomId room) {
        return store.send(Command.SADD, rooms(user), room.value()).mapEmpty();
    }

    /// Takes a room off a user's list.
    public Future<Void> unlist(String user, RoomId room) {
        return store.send(Command.SREM, rooms(user), room.value()).mapEmpty();
    }

    private static String key(String user) {
        return "parley:{user:" + user + "}";
    }

    private static String blocked(String user) {
        return key(user) + ":blocked";
    }

    /// Set: those who have blocked this user.
    private static String blockers(String user) {
        return key(user) + ":blockers";
    }

    private static String rooms(String user) {
        return key(user) + ":rooms";
    }
}
