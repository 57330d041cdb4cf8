package chat.parley.identity;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Users in Redis: name, last seen, and the list of their rooms. Joining writes the list before the room and
/// leaving after it, so the list never misses a room even if a pod dies; `hello` removes surplus rooms from
/// it.
@Singleton
public final class RedisUsers {

    private static final RedisScript USER = RedisScript.of("lib/clock.lua", "load-user.lua");
    private static final RedisScript SEEN = RedisScript.of("lib/clock.lua", "touch-user.lua");
    private static final RedisScript UNSEEN = RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "idle.lua");
    private static final RedisScript HERE = RedisScript.of("lib/clock.lua", "touch-users.lua");
    private static final RedisScript ATTEST = RedisScript.of("repair-user.lua");
    private static final RedisScript LIST = RedisScript.of("add-to-user-list.lua");
    private static final RedisScript GUEST = RedisScript.of("invite-user.lua");
    private static final int RENAMES_AN_HOUR = 5;
    /// Blocks read per command.
    private static final int PORTION = 100;

    private final RedisStore store;
    private final RedisQuota quota;
    private final LimitsConfig limits;
    /// Sorted set: user → when they were last seen.
    private final String users;

    private final RedisScript seen;
    private final RedisScript unseen;

    @Inject
    public RedisUsers(RedisStore store, RedisQuota quota, LimitsConfig limits) {
        this(store, quota, limits, SEEN, UNSEEN);
    }

    /// With other scripts, so that tests can replace the clock.
    RedisUsers(RedisStore store, RedisQuota quota, LimitsConfig limits, RedisScript seen, RedisScript unseen) {
        this.seen = seen;
        this.unseen = unseen;
        this.store = store;
        this.users = store.prefix().key("users");
        this.quota = quota;
        this.limits = limits;
    }

    /// Finds a user, or creates their record with the given name. Marks them as seen first, so that every
    /// user with a record can be found when they expire.
    public Future<UserRecord> hello(User user) {
        Future<Void> marked = seen(user.id());
        Future<UserRecord> found = findOrCreate(user);
        return marked.compose(_ -> found);
    }

    private Future<UserRecord> findOrCreate(User user) {
        return store.run(USER.call()
                        .key("user", key(user.id()))
                        .key("rooms", rooms(user.id()))
                        .arg("name", user.name()))
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

    /// Marks a user as seen now. A bot has no such mark, so that it is never removed for absence.
    public Future<Void> seen(String user) {
        return User.isBot(user) ? Future.succeededFuture() : mark(user);
    }

    /// A bot's key has ended: from now on it counts as absent, and is removed as a guest who stays away.
    Future<Void> abandon(String bot) {
        return mark(bot);
    }

    private Future<Void> mark(String user) {
        return store.run(seen.call().key("users", users).arg("user", user)).mapEmpty();
    }

    /// Adds connected users that the store has lost to the sorted set again, as seen now.
    public Future<Void> here(List<String> connected) {
        ScriptCall call = HERE.call().key("users", users);
        connected.stream().filter(user -> !User.isBot(user)).forEach(user -> call.arg("user", user));
        return store.run(call).mapEmpty();
    }

    /// Writes a connected user's record again if the store has lost it. Returns the subscribed rooms that are
    /// not on the user's list.
    public Future<List<RoomId>> attest(User user, List<RoomId> subscribed) {
        ScriptCall call = ATTEST.call()
                .key("user", key(user.id()))
                .key("rooms", rooms(user.id()))
                .arg("name", user.name());
        subscribed.forEach(room -> call.arg("room", room.value()));
        return store.run(call).map(RedisUsers::roomsIn);
    }

    /// Users not seen for this time, the longest unseen first.
    public Future<List<String>> unseenFor(Duration time, int most) {
        return store.run(unseen.call()
                        .key("times", users)
                        .arg("idle", time.toMillis())
                        .arg("limit", most)
                        .arg("skip", 0))
                .map(answer -> {
                    List<String> found = new ArrayList<>();
                    answer.forEach(user -> found.add(user.toString()));
                    return found;
                });
    }

    /// The user with their current name; their id serves as the name if the store has forgotten them.
    public Future<User> find(String user) {
        return name(user).map(name -> new User(user, name.orElse(user)));
    }

    /// Deletes a user who is in no room and whose blocks are removed elsewhere.
    public Future<Void> forget(String user) {
        return store.send(Command.DEL, key(user), rooms(user), blocked(user), blockers(user))
                .compose(_ -> store.send(Command.ZREM, users, user))
                .mapEmpty();
    }

    /// Renames a user; at most five times per hour.
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

    /// Adds a room to a user's list. Fails with `conflict` if the list is full.
    public Future<Void> list(String user, RoomId room) {
        return store.run(LIST.call()
                        .key("rooms", rooms(user))
                        .arg("room", room.value())
                        .arg("limit", mostRooms(user)))
                .compose(answer -> answer.toInteger() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.conflict("expected a member of fewer than "
                                + limits.roomsPerUser() + " rooms (parley.limits.rooms-per-user); leave one first")));
    }

    /// A bot may be a member of as many rooms as it wants.
    private int mostRooms(String user) {
        return User.isBot(user) ? Integer.MAX_VALUE : limits.roomsPerUser();
    }

    /// A user's name; empty if the user does not exist.
    public Future<Optional<String>> name(String user) {
        return store.send(Command.HGET, key(user), "name")
                .map(name -> Optional.ofNullable(name).map(Response::toString));
    }

    /// Records that `user` blocks `other`; in the index first, which is read when `other` is deleted.
    public Future<Void> block(String user, String other) {
        return store.send(Command.SADD, blockers(other), user)
                .compose(_ -> store.send(Command.SADD, blocked(user), other))
                .mapEmpty();
    }

    /// Removes the block, from the index last.
    public Future<Void> unblock(String user, String other) {
        return store.send(Command.SREM, blocked(user), other)
                .compose(_ -> store.send(Command.SREM, blockers(other), user))
                .mapEmpty();
    }

    /// A page of the users whom `user` has blocked; the first cursor is `0`.
    public Future<BlockPage> blockedBy(String user, String cursor) {
        return page(blocked(user), cursor);
    }

    /// A page of the users who have blocked `user`, or were about to.
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

    /// Adds a room to the list of a user who is invited into it, and returns the user with their name. Fails
    /// with `not_found` if the user does not exist, and with `conflict` if the list is full.
    public Future<User> bring(String user, RoomId room) {
        return store.run(GUEST.call()
                        .key("user", key(user))
                        .key("rooms", rooms(user))
                        .arg("room", room.value())
                        .arg("limit", mostRooms(user)))
                .map(answer -> switch (answer.get(0).toString()) {
                    case "ok" -> new User(user, answer.get(1).toString());
                    case "full" ->
                        throw Problem.conflict("user: expected a member of fewer than " + limits.roomsPerUser()
                                + " rooms (parley.limits.rooms-per-user), got \"" + user + "\"");
                    default -> throw Problem.notFound("user: expected an existing user, got \"" + user + "\"");
                });
    }

    /// Adds a room to the list of a member, however long the list is.
    public Future<Void> relist(String user, RoomId room) {
        return store.send(Command.SADD, rooms(user), room.value()).mapEmpty();
    }

    /// Removes a room from a user's list.
    public Future<Void> unlist(String user, RoomId room) {
        return store.send(Command.SREM, rooms(user), room.value()).mapEmpty();
    }

    private String key(String user) {
        return store.prefix().key("{user:" + user + "}");
    }

    private String blocked(String user) {
        return key(user) + ":blocked";
    }

    /// Set: the users who have blocked this user.
    private String blockers(String user) {
        return key(user) + ":blockers";
    }

    private String rooms(String user) {
        return key(user) + ":rooms";
    }
}
