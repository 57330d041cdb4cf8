package chat.parley.room;

import chat.parley.identity.RedisUsers;
import chat.parley.keyspace.RedisRefusal;
import chat.parley.protocol.Command;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Query;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists of a room's members (protocol.md section 4, `members`): all of them, those found by name, and those
/// who are muted or banned.
@Singleton
public final class RedisMemberLists {

    /// How many pages without anyone are read before a client gets one.
    private static final int EMPTY_PAGES = 8;

    /// How often an index is completed before it is searched as it is, and how long that may take.
    private static final int COMPLETIONS = 12;

    private static final long COMPLETION_MS = 2_000;

    private final Vertx vertx;
    private final RedisMembers records;
    private final RedisUsers users;
    private final SharedWork<RoomId> indexing;

    public RedisMemberLists(Vertx vertx, RedisMembers records, RedisUsers users) {
        this.vertx = vertx;
        this.records = records;
        this.users = users;
        this.indexing = new SharedWork<>(vertx);
    }

    /// A page of the list that a member asks for, whose role decides.
    Future<MembersPage> page(String asking, Command.Members command) {
        return page(asking, command, false);
    }

    /// A page of the list that is asked for.
    ///
    /// @param moderates whether a key lets the user do what a moderator may
    Future<MembersPage> page(String asking, Command.Members command, boolean moderates) {
        Optional<Query> query = command.query().filter(words -> !words.folded().isEmpty());
        if (command.only().isPresent()) {
            MembersCursor from = MembersCursor.of(command.only().get(), command.cursor());
            return restricted(new Asking(asking, moderates), command.room(), query, from, EMPTY_PAGES);
        }
        if (query.isPresent() && command.room().kind() != RoomKind.DIRECT) {
            String prefix = query.get().folded();
            MembersCursor from = MembersCursor.found(command.cursor()).within(prefix);
            return find(asking, command.room(), prefix, from, COMPLETIONS);
        }
        return all(asking, command.room(), MembersCursor.of(command.cursor()))
                .map(page -> query.map(words -> matching(page, words)).orElse(page));
    }

    private Future<MembersPage> all(String asking, RoomId room, MembersCursor from) {
        return records.page(asking, room, from).map(answer -> RedisMembersAnswer.read(answer, room, from));
    }

    private static MembersPage matching(MembersPage page, Query query) {
        List<MemberLine> lines =
                page.members().stream().filter(line -> query.finds(line.name())).toList();
        return new MembersPage(lines, page.count(), page.online(), page.cursor());
    }

    private Future<MembersPage> find(String asking, RoomId room, String prefix, MembersCursor from, int completions) {
        return records.find(asking, room, prefix, from, completions == 0).compose(answer -> switch (answer.get(0)
                .toString()) {
            case "unindexed" -> {
                long joins = answer.get(1).toLong();
                Future<Boolean> built = inTime(indexing.run(room, () -> records.indexAll(room, joins)));
                yield built.compose(done -> find(asking, room, prefix, from, done ? completions - 1 : 0));
            }
            case "stale" ->
                records.indexMore(room, members(answer), answer.get(1).toLong())
                        .compose(_ -> find(asking, room, prefix, from, completions - 1));
            default -> Future.succeededFuture(RedisMembersAnswer.read(answer, room, from));
        });
    }

    private static List<RedisMembers.Named> members(Response answer) {
        List<RedisMembers.Named> members = new ArrayList<>();
        for (int i = 2; i + 1 < answer.size(); i += 2) {
            members.add(new RedisMembers.Named(
                    answer.get(i).toString(), answer.get(i + 1).toString()));
        }
        return members;
    }

    /// Whether the work is done in time; it goes on all the same.
    private Future<Boolean> inTime(Future<Void> work) {
        Promise<Boolean> done = Promise.promise();
        long timer = vertx.setTimer(COMPLETION_MS, _ -> done.tryComplete(false));
        work.onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                done.tryComplete(true);
            } else {
                done.tryFail(result.cause());
            }
        });
        return done.future();
    }

    /// Who asks for the muted or the banned.
    ///
    /// @param moderates whether a key lets them do what a moderator may
    private record Asking(String user, boolean moderates) {}

    private Future<MembersPage> restricted(
            Asking asking, RoomId room, Optional<Query> query, MembersCursor from, int empty) {
        return records.restricted(asking.user(), room, from, asking.moderates())
                .compose(answer -> named(allowed(answer, room), room, from))
                .map(page -> query.map(words -> matching(page, words)).orElse(page))
                .compose(page -> page.members().isEmpty() && page.cursor().isPresent() && empty > 0
                        ? restricted(
                                asking, room, query, MembersCursor.of(from.restriction(), page.cursor()), empty - 1)
                        : Future.succeededFuture(page));
    }

    private static Response allowed(Response answer, RoomId room) {
        if (answer.get(0).toString().equals("role")) {
            throw Problem.forbidden("only: expected an owner or moderator of " + room + ", got a " + answer.get(2));
        }
        if (!answer.get(0).toString().equals("forgotten")) {
            RedisRefusal.check(answer, room);
        }
        return answer;
    }

    /// Who is no member is named as their own record has it.
    private Future<MembersPage> named(Response answer, RoomId room, MembersCursor from) {
        MembersPage page = RedisMembersAnswer.restricted(answer, room, from);
        List<Future<MemberLine>> lines = page.members().stream()
                .map(line -> line.role().isPresent()
                        ? Future.succeededFuture(line)
                        : users.find(line.id())
                                .map(user -> new MemberLine(
                                        line.id(), user.name(), line.online(), line.role(), line.until())))
                .toList();
        return Future.all(lines).map(all -> new MembersPage(all.list(), page.count(), page.online(), page.cursor()));
    }
}
