package chat.parley.room;

import chat.parley.identity.RedisUsers;
import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.protocol.Command;
import chat.parley.protocol.Json;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ReactorsPage;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who reacted to a message (protocol.md section 4, `reactors`), as the asking member may know it.
@Singleton
public final class RedisReactors {

    private static final RoomScript REACTORS = RoomScript.of("lib/changes.lua", "reactors.lua");

    /// Users on one page.
    static final int PAGE = 100;

    private final RedisStore store;
    private final RedisUsers users;

    public RedisReactors(RedisStore store, RedisUsers users) {
        this.store = store;
        this.users = users;
    }

    /// A page of the users who have put the emoji on the message. Fails with [Problem] if the user is not a
    /// member, or if there is no message that they may see.
    public Future<ReactorsPage> page(String asking, Command.Reactors command) {
        return store.run(REACTORS.on(new RoomKeys(command.room()))
                        .arg("asking", asking)
                        .arg("seq", command.seq())
                        .arg("emoji", Json.string(command.emoji().value()).text())
                        .arg("after", command.cursor().orElse(""))
                        .arg("page", PAGE))
                .compose(answer -> named(checked(answer, command)));
    }

    private static Response checked(Response answer, Command.Reactors command) {
        if (answer.get(0).toString().equals("no_message")) {
            throw Problem.notFound(
                    "seq: expected the seq of a message in " + command.room() + ", got " + command.seq());
        }
        return RedisRefusal.check(answer, command.room());
    }

    /// After `ok` and whether there is more: pairs of user and name. Who is no member any more is named as
    /// their own record has it.
    private Future<ReactorsPage> named(Response answer) {
        List<Future<User>> found = new ArrayList<>();
        for (int i = 2; i + 1 < answer.size(); i += 2) {
            String id = answer.get(i).toString();
            String name = answer.get(i + 1).toString();
            found.add(name.isEmpty() ? users.find(id) : Future.succeededFuture(new User(id, name)));
        }
        boolean more = answer.get(1).toInteger() == 1;
        return Future.all(found)
                .map(all -> new ReactorsPage(
                        all.list(),
                        more ? Optional.of(all.<User>list().getLast().id()) : Optional.empty()));
    }
}
