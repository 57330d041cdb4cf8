package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.Entry;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Store;
import chat.parley.protocol.BodyParts;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Command.History;
import chat.parley.protocol.Command.Members;
import chat.parley.protocol.Command.Reactors;
import chat.parley.protocol.Command.Rooms;
import chat.parley.protocol.Emoji;
import chat.parley.protocol.Json;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.MessageRef;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Position;
import chat.parley.protocol.Query;
import chat.parley.protocol.Restriction;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.Title;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import chat.parley.store.StoreClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever members have done to a room, no script that they can call occupies the store for long: its cost
/// does not grow with what was done before. Limits on the number of commands apply everywhere; 5 ms with
/// `-Pmembers`, with every limit fully used.
@Tag("slow")
final class ScriptCostTest {
    private static final boolean WHOLE = "long".equals(System.getProperty("parley.members"));
    private static final long MOST_MICROS = 5_000;
    private static final int AT_ONCE = 500;
    private static final Path REPORT = Path.of("target", "members.md");
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final AtomicInteger CIDS = new AtomicInteger();
    private static final Optional<String> NO_REF = Optional.empty();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final String epoch = ROOMS.joins(ada, room).epoch();

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void messageThatComesAloneNeedsFewCommands() {
        members(1);
        says("first");
        costs("send of a message that comes alone", 17, 50, () -> says("one"));
    }

    @Test
    void resumeNeedsFewCommands() {
        User grace = members(1).getFirst();
        RoomState before = ROOMS.joins(grace, room);
        ResumeRequest request = ResumeRequest.part(Optional.of(new Position(before.epoch(), before.head())), 64 << 10);
        costs("resume of a room where nothing was missed", 6, 50, () -> result(looks(grace, request)));
        says("one");
        costs("resume of a room where one message was missed", 9, 50, () -> result(looks(grace, request)));
    }

    private Future<RoomSnapshot> looks(User user, ResumeRequest request) {
        return ROOMS.rooms().state(user, room, request, true);
    }

    @Test
    void deletionCostDoesNotGrowWithEarlierEdits() {
        long seq = says("one");
        many(WHOLE ? 9_999 : 1_000, _ -> changes(ada, edit(seq)));
        costs("delete of a message that was edited 9,999 times", 60, 1, () -> changed(ada, delete(seq)));
    }

    @Test
    void reactionCostDoesNotGrowWithEarlierReactions() {
        List<User> users = members(WHOLE ? 5_000 : 200);
        long seq = says("one");
        List<Emoji> kinds = IntStream.range(0, 20).mapToObj(i -> emoji(i)).toList();
        for (Emoji kind : kinds) {
            many(users.size(), i -> changes(users.get(i), react(seq, kind, true)));
        }
        long before = written();
        costs("react where 5,000 put 20 emoji each", 60, 1, () -> changed(ada, react(seq, kinds.getFirst(), true)));
        assertTrue(written() - before < 4_096, "written: " + (written() - before));
        RedisReactors reactors = new RedisReactors(ROOMS.store().store(), ROOMS.users());
        costs(
                "who put one of them",
                20,
                5,
                () -> assertEquals(
                        100,
                        result(reactors.page(
                                        ada.id(), new Reactors(NO_REF, room, seq, kinds.getFirst(), Optional.empty())))
                                .users()
                                .size()));
        costs("history with it", 30, 5, () -> history(Optional.empty(), Optional.empty()));
        costs("delete of it", 2_500, 1, () -> changed(ada, delete(seq)));
        costs("send while its reactions are forgotten", 60, 1, () -> says("next"));
        String reactions = new RoomKeys(KeyPrefix.USUAL, room).reactions();
        for (int i = 0; !ROOMS.store().text(Command.ZCARD, reactions).equals("0"); i++) {
            assertTrue(i < 2_000, "all are forgotten in the end");
            says("more");
        }
    }

    @Test
    void pageReadsOnlyItsOwnEntries() {
        List<User> users = members(1);
        String large = "x".repeat(16_000);
        for (int i = 0; i < 100; i++) {
            result(ROOMS.append().append(room, large(users.getFirst(), large)));
        }
        costs(
                "history of 100 messages of 16 KB",
                40,
                5,
                () -> assertTrue(page(room, 100).size() > 20, "as many as fit"));
        costs("join where the last are of 16 KB", 60, 5, () -> ROOMS.joins(ada, room));
        RoomId lively = new RoomId("lively-" + CIDS.incrementAndGet());
        result(ROOMS.rooms().join(ada, lively, ResumeRequest.whole(Optional.empty()), true));
        for (int i = 0; i < 100; i++) {
            long seq = ROOMS.says(ada, lively, "l" + CIDS.incrementAndGet())
                    .position()
                    .seq();
            many(
                    20,
                    kind -> changes(
                            ada, new Change.React(NO_REF, lively, MessageRef.at(seq), cid(), emoji(kind), true)));
        }
        costs(
                "history of 100 messages with 20 kinds of reactions",
                400,
                5,
                () -> assertTrue(
                        page(lively, 100).getLast().text().split("\"count\"", -1).length == 21,
                        () -> "all of them are there: "
                                + page(lively, 100).getLast().text()));
    }

    private List<Json> page(RoomId of, int limit) {
        return result(ROOMS.log()
                        .page(ada.id(), new History(NO_REF, of, OptionalLong.empty(), OptionalLong.empty(), limit)))
                .messages();
    }

    private static Entry large(User user, String text) {
        Cid cid = cid();
        BodyParts body = new BodyParts(
                "\"id\":\"" + cid.entryOf(user.id()) + "\",\"from\":{\"id\":\"" + user.id() + "\",\"name\":\"Ada\"}",
                ",\"text\":\"" + text + "\"",
                "");
        return new Entry(user.id(), cid, "", Optional.empty(), List.of(), body);
    }

    @Test
    void historySkipsChangesInOneStep() {
        for (int i = 0; i < 60; i++) {
            says("before");
        }
        long seq = says("one");
        List<User> users = members(2);
        many(WHOLE ? 9_900 : 1_500, i -> changes(users.get(i / 2 % 2), react(seq, emoji(0), i / 2 / 2 % 2 == 0)));
        long last = says("last");
        costs("history under 9,999 reactions", 90, 5, () -> history(Optional.empty(), Optional.empty()));
        costs("history after them", 120, 5, () -> history(Optional.empty(), Optional.of(seq)));
        costs("join under them", 120, 5, () -> ROOMS.joins(ada, room));
        assertEquals(List.of(last), seqs(Optional.of(seq)), "what comes behind them is found");
    }

    @Test
    void historySkipsChangesThatAlternateWithMessages() {
        List<User> users = members(2);
        long first = says("first");
        for (int i = 0; i < 60; i++) {
            long seq = says("one");
            many(WHOLE ? 150 : 20, j -> changes(users.get(j % 2), react(seq, emoji(j / 2), true)), true);
        }
        costs("history of messages between changes", 400, 5, () -> history(Optional.empty(), Optional.empty()));
        costs("the same upwards", 1_200, 5, () -> history(Optional.empty(), Optional.of(first)));
        assertEquals(50, seqs(Optional.of(first)).size());
    }

    @Test
    void ownersOfALargeRoomAreFoundWithoutAScan() {
        RoomId large = new RoomId("large-" + CIDS.incrementAndGet());
        result(ROOMS.rooms().join(ada, large, ResumeRequest.whole(Optional.empty()), true));
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, large);
        owns(keys, ada, 1);
        List<User> users = members(large, WHOLE ? 5_000 : 1_500);
        owns(keys, users.getFirst(), 2);
        RedisModeration moderation = new RedisModeration(ROOMS.store().store());
        costs(
                "demote among 5,000",
                20,
                1,
                () -> result(moderation.moderate(
                        ada,
                        new Moderate(NO_REF, Moderate.Verb.DEMOTE, large, ada.id(), OptionalLong.empty()),
                        false)));
        costs("members of 5,000", 1_200, 5, () -> result(ROOMS.members(ada.id(), large, MembersCursor.first())));
        costs("an owner leaves 5,000", 40, 1, () -> result(ROOMS.rooms().leave(users.getFirst(), large)));
        assertTrue(ROOMS.store().text(Command.HGET, keys.members(), ada.id()).startsWith("owner "), "who comes next");
    }

    @Test
    void memberIsFoundByNameAmongThousands() {
        RoomId large = new RoomId("named-" + CIDS.incrementAndGet());
        result(ROOMS.rooms().join(ada, large, ResumeRequest.whole(Optional.empty()), true));
        int count = WHOLE ? 6_000 : 1_500;
        List<User> users = IntStream.range(0, count)
                .mapToObj(i -> RoomFixture.user("Member " + i + " a b c d e f g h"))
                .toList();
        many(count, i -> ROOMS.rooms().join(users.get(i), large, ResumeRequest.brief(Optional.empty()), true));
        RedisMemberLists lists = ROOMS.memberLists();
        costsEach(
                "first search for a member among 6,000, each of its calls",
                40_000,
                1,
                () -> assertEquals(1, found(lists, large, "1499").members().size()));
        for (String prefix : List.of("m", "member 14", "member 1499", "a b", "h", "none")) {
            costs("members with \"" + prefix + "\" among 6,000", 20, 5, () -> found(lists, large, prefix));
        }
        many(300, i -> ROOMS.rooms().leave(users.get(i), large));
        many(200, i -> ROOMS.rooms().rename(new User(users.get(i + 300).id(), "New " + i), large, "r"));
        many(300, i -> ROOMS.rooms().join(users.get(i), large, ResumeRequest.brief(Optional.empty()), true));
        costsEach(
                "search after 300 joined and 200 were renamed, each of its calls",
                5_000,
                1,
                () -> assertEquals(100, found(lists, large, "new").members().size()));
        owns(new RoomKeys(KeyPrefix.USUAL, large), ada, 1);
        costsEach("who is banned, and who is muted among 6,000, each of its calls", 500, 5, () -> {
            for (Restriction only : Restriction.values()) {
                result(lists.page(
                        ada.id(), new Members(NO_REF, large, Optional.empty(), Optional.of(only), Optional.empty())));
            }
        });
    }

    private MembersPage found(RedisMemberLists lists, RoomId of, String prefix) {
        return result(lists.page(
                ada.id(), new Members(NO_REF, of, Optional.of(new Query(prefix)), Optional.empty(), Optional.empty())));
    }

    @Test
    void aThousandMissedEventsAreReadInChunks() {
        long seq = says("one");
        many(999, i -> ROOMS.sends(ada, room, "m" + i));
        costsEach(
                "join over 1,000 events, each of its two calls",
                60,
                20,
                () -> ROOMS.joins(ada, room, Optional.of(new Position(epoch, seq - 1))));
        List<RoomId> rooms = new ArrayList<>();
        List<ResumeRequest> looks = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            rooms.add(room);
            looks.add(ResumeRequest.part(Optional.of(new Position(epoch, seq - 1)), 64 << 10));
        }
        costs(
                "state of 19 rooms × 1,000 entries, 64 KiB in all",
                19 * 12,
                5,
                () -> ROOMS.rooms().states(ada, rooms, looks, false).forEach(Store::result));
        List<ResumeRequest> whole = rooms.stream()
                .map(_ -> ResumeRequest.part(Optional.of(new Position(epoch, seq - 1 + 400)), 512 << 10))
                .toList();
        List<RoomSnapshot> found = ROOMS.rooms().states(ada, rooms, whole, false).stream()
                .map(Store::result)
                .toList();
        long replayed = found.stream().filter(one -> !one.missed().isEmpty()).count();
        assertEquals(3, replayed, "what fits into 512 KiB, however many calls it takes");
        costsEach(
                "the same with 512 KiB, each of its calls",
                19 * 20,
                5,
                () -> ROOMS.rooms().states(ada, rooms, whole, false).forEach(Store::result));
    }

    /// Regression: 256 of them were read, in 30 ms and more, before their bytes counted.
    @Test
    void fewLongMessagesAreReadInVain() {
        User eve = members(1).getFirst();
        String large = "x".repeat(24_000);
        long seq = says("one");
        many(300, _ -> ROOMS.append().append(room, large(eve, large)));
        Position since = new Position(epoch, seq);
        costsEach(
                "join over 300 messages of 24 KB, each of its calls",
                60,
                5,
                () -> ROOMS.joins(ada, room, Optional.of(since)));
        List<RoomId> rooms = IntStream.range(0, 19).mapToObj(_ -> room).toList();
        List<ResumeRequest> looks = rooms.stream()
                .map(_ -> ResumeRequest.part(Optional.of(since), 400 << 10))
                .toList();
        costsEach(
                "state of 19 rooms × 300 messages of 24 KB, each of its calls",
                19 * 40,
                5,
                () -> ROOMS.rooms().states(ada, rooms, looks, false).forEach(Store::result));
    }

    @Test
    void deletionNotifiesHundredsOfReaders() {
        List<User> users = members(499);
        many(200, i -> ROOMS.sends(ada, room, "d" + i));
        for (int i = 0; i < users.size(); i++) {
            ROOMS.store()
                    .asks(
                            Command.ZADD,
                            new RoomKeys(KeyPrefix.USUAL, room).read(),
                            i % 199,
                            users.get(i).id());
        }
        long seq = ROOMS.looks(ada, room).head();
        costs("delete with 500 online who had not read it", 2_500, 1, () -> changed(ada, delete(seq)));
    }

    @Test
    void amongThousandsOfRoomsAFewAreFoundByName() {
        RedisDirectory directory =
                new RedisDirectory(ROOMS.store().vertx(), ROOMS.store().store(), ROOMS.rooms(), new StoreClock());
        int rooms = WHOLE ? 20_000 : 3_000;
        many(rooms, i -> directory.made(new RoomId("r" + i)));
        many(rooms, i -> directory.titled(new RoomId("r" + i), new Title("Room of " + i)));
        costsEach(
                "first search in a minute among 20,000, each of its calls",
                1_000,
                1,
                () -> result(directory.page(
                        new Rooms(NO_REF, Optional.of(new Query("none")), Optional.empty(), Optional.empty()))));
        for (String prefix : List.of("r", "room of", "r1999", "room of 1999", "none", "r2")) {
            costs(
                    "rooms with \"" + prefix + "\" among 20,000",
                    300,
                    5,
                    () -> result(directory.page(
                            new Rooms(NO_REF, Optional.of(new Query(prefix)), Optional.empty(), Optional.empty()))));
        }
    }

    private static void owns(RoomKeys keys, User user, int order) {
        ROOMS.store().asks(Command.HSET, keys.members(), user.id(), "owner 0 0 " + order + " " + user.name());
        ROOMS.store().asks(Command.ZADD, keys.standing(), order - (1L << 40), user.id());
    }

    private List<User> members(int count) {
        return members(room, count);
    }

    private static List<User> members(RoomId room, int count) {
        List<User> users = IntStream.range(0, count)
                .mapToObj(i -> RoomFixture.user("M" + i))
                .toList();
        many(count, i -> ROOMS.rooms().join(users.get(i), room, ResumeRequest.brief(Optional.empty()), true));
        return users;
    }

    private static <T> void many(int count, IntFunction<Future<T>> call) {
        many(count, call, false);
    }

    private static <T> void many(int count, IntFunction<Future<T>> call, boolean lenient) {
        for (int from = 0; from < count; from += AT_ONCE) {
            List<Future<T>> all = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + AT_ONCE); i++) {
                all.add(call.apply(i));
            }
            result(lenient ? Future.join(all).otherwiseEmpty() : Future.all(all));
        }
    }

    private void costs(String what, int commands, int times, Runnable call) {
        costs(what, commands, ScriptCost.of(REDIS, ROOMS.store(), times, call));
    }

    private void costsEach(String what, int commands, int times, Runnable call) {
        costs(what, commands, ScriptCost.of(REDIS, ROOMS.store(), times, call).each());
    }

    private void costs(String what, int commands, ScriptCost cost) {
        long micros = cost.micros();
        String line = "| " + what + " | " + micros + " µs | " + cost.commands() + " commands |";
        System.out.println(line);
        try {
            Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertTrue(
                cost.commands() <= commands, () -> what + ": expected at most " + commands + " commands, got " + cost);
        assertTrue(!WHOLE || micros <= MOST_MICROS, () -> what + ": expected at most 5 ms, got " + cost);
    }

    private static long written() {
        return Long.parseLong(REDIS.info("persistence", "aof_current_size").orElseThrow());
    }

    private long says(String text) {
        return ROOMS.says(ada, room, text + "-" + CIDS.incrementAndGet())
                .position()
                .seq();
    }

    private void history(Optional<Long> before, Optional<Long> after) {
        result(ROOMS.log().page(ada.id(), asked(before, after)));
    }

    private List<Long> seqs(Optional<Long> after) {
        return result(ROOMS.log().page(ada.id(), asked(Optional.empty(), after))).messages().stream()
                .map(one -> chat.parley.kit.Frame.read(one.text()).get("seq").asLong())
                .toList();
    }

    private History asked(Optional<Long> before, Optional<Long> after) {
        return new History(
                NO_REF,
                room,
                before.map(OptionalLong::of).orElse(OptionalLong.empty()),
                after.map(OptionalLong::of).orElse(OptionalLong.empty()),
                50);
    }

    /// One of 80 faces.
    private static Emoji emoji(int which) {
        return new Emoji(Character.toString(0x1F600 + which % 80));
    }

    private Change edit(long seq) {
        return new Change.Edit(NO_REF, room, MessageRef.at(seq), cid(), "words");
    }

    private Change delete(long seq) {
        return new Change.Delete(NO_REF, room, MessageRef.at(seq), cid());
    }

    private Change react(long seq, Emoji emoji, boolean on) {
        return new Change.React(NO_REF, room, MessageRef.at(seq), cid(), emoji, on);
    }

    private static Cid cid() {
        return new Cid("c" + CIDS.incrementAndGet());
    }

    private Future<StoredEntry> changes(User user, Change change) {
        return ROOMS.append().append(change.room(), Entry.of(new ChangeBody(user, change)));
    }

    private void changed(User user, Change change) {
        result(changes(user, change));
    }
}
