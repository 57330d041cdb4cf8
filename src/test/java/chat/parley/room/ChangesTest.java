package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.Entry;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Frame;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Command.History;
import chat.parley.protocol.Emoji;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageBody;
import chat.parley.protocol.MessageRef;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Edits, deletions and reactions, as the scripts store them (protocol.md sections 3 to 5).
final class ChangesTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(
            REDIS,
            "here",
            Stream.concat(
                            RoomFixture.TALKATIVE.stream(),
                            Stream.of("parley.history.entries=300", "parley.history.age=1h"))
                    .toList());
    private static final AtomicInteger CIDS = new AtomicInteger();
    private static final Optional<String> NO_REF = Optional.empty();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("A \"},\"text\":\"a\\");
    private final User grace = RoomFixture.user("Grace");
    private final String epoch = ROOMS.joins(ada, room).epoch();

    ChangesTest() {
        REDIS.ask("CONFIG SET rdbcompression no");
        ROOMS.joins(grace, room);
    }

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void editIsItsOwnEntryAndShowsInTheMessage() {
        long seq = says(ada, "{\"text\":\"no\",\"n\":1.50,\"none\":[]}", "hello \"you\"")
                .position()
                .seq();
        StoredEntry edit = edits(ada, seq, "hello \"all\" \\ ☕");
        assertEquals(seq + 1, edit.position().seq());
        JsonNode message = newest().getFirst();
        assertEquals("hello \"all\" \\ ☕", message.get("text").asText());
        assertEquals(edit.at(), message.get("edited").asLong());
        assertEquals("{\"text\":\"no\",\"n\":1.50,\"none\":[]}", raw("data"), "data stays to the letter");
        assertEquals(1, newest().size(), "only messages are listed");
    }

    @Test
    void messageWithDataOnlyCanBeGivenAText() {
        long seq = says(ada, "7", null).position().seq();
        edits(ada, seq, "seven");
        assertEquals("seven", newest().getFirst().get("text").asText());
        assertEquals(7, newest().getFirst().get("data").asInt());
    }

    @Test
    void onlyTheSenderEdits() {
        long seq = says(ada, "hello");
        assertEquals("forbidden", refused(() -> edits(grace, seq, "bye")));
        assertEquals("hello", newest().getFirst().get("text").asText());
    }

    @Test
    void onlyTheSenderOrAModeratorDeletes() {
        long first = says(ada, "one");
        long second = says(ada, "two");
        assertEquals("forbidden", refused(() -> deletes(grace, first)));
        deletes(ada, first);
        ROOMS.store().asks(Command.HSET, keys().members(), grace.id(), "moderator 0 0 2 Grace");
        deletes(grace, second);
        assertTrue(newest().stream().allMatch(one -> one.get("deleted").asBoolean()));
    }

    @Test
    void deletedTextAndItsEditsAreRemovedFromTheStore() {
        long seq = says(ada, "{\"x\":\"secret-0\"}", "secret-1", 1, grace.id())
                .position()
                .seq();
        edits(ada, seq, "secret-2");
        assertFalse(everything().contains("secret-1"), "an edit leaves nothing of what stood before");
        edits(ada, seq, "secret-3");
        reacts(grace, seq, "👍", true);
        assertTrue(everything().contains("secret-3"));
        deletes(ada, seq);
        assertFalse(everything().contains("secret"), this::everything);
        REDIS.written()
                .forEach((file, bytes) -> assertFalse(
                        new String(bytes, StandardCharsets.ISO_8859_1).contains("secret-"), file::toString));
        JsonNode message = newest().getFirst();
        assertEquals(
                "[epoch, seq, at, id, from, reply, mentions, deleted]",
                names(message).toString());
    }

    @Test
    void replayHasNoMissingSeq() {
        says(ada, "one");
        long seq = says(ada, "secret-1");
        edits(ada, seq, "secret-2");
        says(grace, "two");
        deletes(ada, seq);
        deletes(ada, 1);
        CatchUp missed = ROOMS.looks(grace, room, new Position(epoch, 0)).catchUp();
        List<JsonNode> events = missed.events().orElseThrow().stream()
                .map(one -> Frame.read(one.text()))
                .toList();
        assertEquals(
                List.of("message", "message", "edit", "message", "delete", "delete"),
                events.stream().map(one -> one.get("ev").asText()).toList());
        assertEquals(
                LongStream.rangeClosed(1, 6).boxed().toList(),
                events.stream().map(one -> one.get("seq").asLong()).toList());
        assertFalse(events.toString().contains("secret"), events::toString);
        assertTrue(events.get(1).get("deleted").asBoolean());
        assertTrue(events.get(2).get("deleted").asBoolean());
        assertEquals(seq, events.get(4).get("of").asLong());
        assertEquals(
                missed.events().orElseThrow().stream().map(Json::text).toList(),
                result(ROOMS.log().since(room, new Position(epoch, 0))).events().stream()
                        .map(one -> one.text())
                        .toList(),
                "what a pod missed is what a member missed");
        assertEquals(CatchUp.State.REPLAY, looks(2).state(), "a position at a deleted one is good");
    }

    @Test
    void messageIsFoundByIdAtAnyPosition() {
        StoredEntry message = ROOMS.says(grace, room, "named");
        String id = grace.id() + ".named";
        changes(grace, new Change.Edit(NO_REF, room, MessageRef.of(id), cid(), "hi"));
        assertEquals("hi", newest().getFirst().get("text").asText());
        // Like a store that lost its tail: the message arrives again, at another position.
        ROOMS.store().asks(Command.XDEL, keys().log(), message.position().seq() + "-0");
        ROOMS.store().asks(Command.DEL, keys().dedupe(0), keys().dedupe(1), keys().ids(), keys().texts());
        long again = ROOMS.says(grace, room, "named").position().seq();
        reacts(ada, MessageRef.of(id), "👍");
        assertTrue(newest().getFirst().get("reactions").has("👍"));
        List<JsonNode> events = replayed(again - 1);
        assertEquals(again, events.getLast().get("of").asLong());
        answers(grace, MessageRef.of(id));
        assertEquals(again, newest().getFirst().get("reply").asLong());
        deletes(grace, MessageRef.of(id));
        for (String gone : List.of(id, ada.id() + ".never")) {
            assertEquals("not_found", refused(() -> deletes(grace, MessageRef.of(gone))));
        }
        assertEquals("bad_request", refused(() -> answers(grace, MessageRef.of(ada.id() + ".never"))));
    }

    private List<JsonNode> replayed(long after) {
        return ROOMS.looks(grace, room, new Position(epoch, after)).catchUp().events().orElseThrow().stream()
                .map(one -> Frame.read(one.text()))
                .toList();
    }

    private void reacts(User user, MessageRef message, String emoji) {
        changes(user, new Change.React(NO_REF, room, message, cid(), new Emoji(emoji), true));
    }

    private void deletes(User user, MessageRef message) {
        changes(user, new Change.Delete(NO_REF, room, message, cid()));
    }

    private void answers(User user, MessageRef message) {
        Cid cid = cid();
        MessageBody body = new MessageBody(
                cid.entryOf(user.id()), user, Optional.of("yes"), Optional.empty(), Optional.of(message), List.of());
        result(ROOMS.append().append(room, new Entry(user.id(), cid, "", body.reply(), body.mentions(), body.parts())));
    }

    @Test
    void deletedMessageCannotBeReferencedAgain() {
        long seq = says(ada, "hello");
        long edit = edits(ada, seq, "hi").position().seq();
        deletes(ada, seq);
        for (long of : new long[] {seq, edit, 0, 99}) {
            String message = assertThrows(Problem.class, () -> deletes(ada, of)).getMessage();
            assertTrue(message.contains("got " + of + ","), message);
            assertEquals("not_found", refused(() -> edits(ada, of, "again")));
            assertEquals("not_found", refused(() -> reacts(ada, of, "👍", true)));
        }
    }

    @Test
    void reactionsAreCountedAndMarkedAsOwn() {
        long seq = says(ada, "hello");
        reacts(ada, seq, "👍", true);
        reacts(grace, seq, "👍", true);
        reacts(grace, seq, "👩🏽‍❤️‍💋‍👨🏾", true);
        JsonNode reactions = newest().getFirst().get("reactions");
        assertEquals(
                Frame.read("{\"👍\":{\"count\":2,\"mine\":true},\"👩🏽‍❤️‍💋‍👨🏾\":{\"count\":1,\"mine\":false}}"),
                reactions);
        reacts(ada, seq, "👍", false);
        assertEquals(
                Frame.read("{\"count\":1,\"mine\":false}"),
                newest().getFirst().get("reactions").get("👍"));
        reacts(grace, seq, "👍", false);
        assertFalse(newest().getFirst().get("reactions").has("👍"));
    }

    @Test
    void aReactionThatChangesNothingStoresNothing() {
        StoredEntry message = says(ada, "0", "hello");
        long seq = message.position().seq();
        StoredEntry never = reacts(ada, seq, "👍", false);
        assertTrue(never.duplicate());
        assertEquals(message.position(), never.position(), "where the message stands when nothing became of it");
        StoredEntry set = reacts(ada, seq, "👍", true);
        StoredEntry again = reacts(ada, seq, "👍", true);
        assertFalse(set.duplicate());
        assertTrue(again.duplicate());
        assertEquals(set.position(), again.position());
        assertEquals(set.at(), again.at());
        assertEquals(2, ROOMS.entries(room));
    }

    @Test
    void messageTakesAtMostTwentyKindsOfReactions() {
        long seq = says(ada, "hello");
        for (int i = 0; i < 20; i++) {
            reacts(ada, seq, emoji(i), true);
        }
        assertEquals("conflict", refused(() -> reacts(grace, seq, "🎈", true)));
        reacts(grace, seq, emoji(0), true);
    }

    @Test
    void sameCidIsStoredOnceForAnyKindOfChange() {
        long seq = says(ada, "hello");
        StoredEntry first = result(ROOMS.append()
                .append(
                        room,
                        Entry.of(new ChangeBody(
                                ada, new Change.Edit(NO_REF, room, MessageRef.at(seq), new Cid("x"), "hi")))));
        StoredEntry again = result(ROOMS.append()
                .append(
                        room,
                        Entry.of(new ChangeBody(
                                ada, new Change.Delete(NO_REF, room, MessageRef.at(seq), new Cid("x"))))));
        assertTrue(again.duplicate());
        assertEquals(first.position(), again.position());
        assertEquals("hi", newest().getFirst().get("text").asText());
    }

    @Test
    void changesDoNotRaiseUnreadCounts() {
        long seq = says(ada, "hello");
        edits(ada, seq, "hi");
        reacts(ada, seq, "👍", true);
        assertEquals(1, ROOMS.looks(grace, room).mine().unread());
        says(ada, "more");
        assertEquals(2, ROOMS.looks(grace, room).mine().unread());
        deletes(ada, seq);
        assertEquals(1, ROOMS.looks(grace, room).mine().unread(), "a deleted one is not unread");
        ROOMS.store().asks(Command.ZADD, keys().read(), seq, grace.id());
        assertEquals(1, ROOMS.looks(grace, room).mine().unread());
    }

    @Test
    void aPageCountsMessagesOnly() {
        List<Long> seqs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            seqs.add(says(ada, "m" + i));
            for (int j = 0; j < 20; j++) {
                reacts(grace, seqs.getFirst(), emoji(j), i % 2 == 0);
            }
        }
        for (int i = 0; i < 12; i += 3) {
            deletes(ada, seqs.get(i));
        }
        assertEquals(seqs.subList(7, 12), seqs(page(OptionalLong.empty(), OptionalLong.empty(), 5)));
        assertEquals(seqs.subList(0, 7), seqs(page(OptionalLong.of(seqs.get(7)), OptionalLong.empty(), 7)));
        assertEquals(seqs.subList(1, 4), seqs(page(OptionalLong.empty(), OptionalLong.of(seqs.getFirst()), 3)));
        assertTrue(more(OptionalLong.of(seqs.get(7)), OptionalLong.empty(), 6));
        assertFalse(more(OptionalLong.of(seqs.get(7)), OptionalLong.empty(), 7));
        assertTrue(more(OptionalLong.empty(), OptionalLong.of(0), 11));
        assertFalse(more(OptionalLong.empty(), OptionalLong.of(0), 12));
    }

    @Test
    void privateRoomHidesMessagesFromBeforeTheJoin() {
        long seq = says(ada, "before");
        ROOMS.store().asks(Command.HSET, keys().meta(), "kind", "private");
        ROOMS.store().asks(Command.HSET, keys().members(), grace.id(), "moderator " + seq + " 0 2 Grace");
        assertEquals("not_found", refused(() -> reacts(grace, seq, "👍", true)));
        assertEquals("not_found", refused(() -> deletes(grace, seq)));
        reacts(grace, says(ada, "after"), "👍", true);
    }

    @Test
    void formsAndIndexAreTrimmedWithTheLog() {
        long first = says(ada, "first");
        edits(ada, first, "edited");
        long second = says(ada, "second");
        deletes(ada, second);
        ROOMS.saysMany(ada, room, 1_000);
        assertEquals("0", ROOMS.store().text(Command.HLEN, keys().forms()));
        assertEquals("0", ROOMS.store().text(Command.ZCARD, keys().deleted()));
        assertEquals("not_found", refused(() -> deletes(ada, first)));
    }

    @Test
    void changesEvictNoMessages() {
        RoomId kept = RoomFixture.room();
        try (RoomFixture fixture = new RoomFixture(
                REDIS,
                "there",
                Stream.concat(RoomFixture.TALKATIVE.stream(), Stream.of("parley.history.entries=1400"))
                        .toList())) {
            fixture.joins(ada, kept);
            List<StoredEntry> words = fixture.saysMany(ada, kept, 100);
            long seq = words.getLast().position().seq();
            for (int i = 0; i < 2_500; i++) {
                Change edit = new Change.Edit(NO_REF, kept, MessageRef.at(seq), cid(), "words " + i);
                result(fixture.append().append(kept, Entry.of(new ChangeBody(ada, edit))));
            }
            assertTrue(fixture.entries(kept) <= 1_500, "entries: " + fixture.entries(kept));
            History all = new History(NO_REF, kept, OptionalLong.empty(), OptionalLong.empty(), 100);
            List<Json> messages = result(fixture.log().page(ada.id(), all)).messages();
            assertEquals(100, messages.size());
            assertTrue(
                    messages.getLast().text().contains("words 2499"),
                    messages.getLast().text());
            Position before = words.getFirst().position();
            assertEquals(
                    CatchUp.State.RESET,
                    fixture.looks(ada, kept, before).catchUp().state(),
                    "never a part");
            Position lately =
                    new Position(before.epoch(), fixture.looks(ada, kept).head() - 900);
            CatchUp missed = fixture.looks(ada, kept, lately).catchUp();
            assertEquals(900, missed.events().orElseThrow().size());
        }
    }

    @Test
    void formsAndIndexExpireWithTheLog() {
        edits(ada, says(ada, "first"), "edited");
        ROOMS.travels(Duration.ofMinutes(61).toMillis());
        ROOMS.saysMany(ada, room, 64);
        assertEquals("0", ROOMS.store().text(Command.HLEN, keys().forms()));
    }

    private RoomKeys keys() {
        return new RoomKeys(KeyPrefix.USUAL, room);
    }

    private CatchUp looks(long seq) {
        return ROOMS.looks(grace, room, new Position(epoch, seq)).catchUp();
    }

    private long says(User user, String text) {
        return says(user, "0", text).position().seq();
    }

    private StoredEntry says(User user, String data, @Nullable String text) {
        return says(user, data, text, 0);
    }

    private StoredEntry says(User user, String data, @Nullable String text, long reply, String... mentions) {
        Cid cid = cid();
        if (reply > 0) {
            says(user, "answered");
        }
        MessageBody body = new MessageBody(
                cid.entryOf(user.id()),
                user,
                Optional.ofNullable(text),
                Optional.of(new Json(data)),
                reply > 0 ? Optional.of(MessageRef.at(reply)) : Optional.empty(),
                List.of(mentions));
        return result(ROOMS.append()
                .append(room, new Entry(user.id(), cid, "", body.reply(), body.mentions(), body.parts())));
    }

    private StoredEntry edits(User user, long seq, String text) {
        return changes(user, new Change.Edit(NO_REF, room, MessageRef.at(seq), cid(), text));
    }

    private StoredEntry deletes(User user, long seq) {
        return changes(user, new Change.Delete(NO_REF, room, MessageRef.at(seq), cid()));
    }

    private static String emoji(int number) {
        return Character.toString(0x1F600 + number);
    }

    private StoredEntry reacts(User user, long seq, String emoji, boolean on) {
        return changes(user, new Change.React(NO_REF, room, MessageRef.at(seq), cid(), new Emoji(emoji), on));
    }

    private StoredEntry changes(User user, Change change) {
        return result(ROOMS.append().append(room, Entry.of(new ChangeBody(user, change))));
    }

    private static Cid cid() {
        return new Cid("c" + CIDS.incrementAndGet());
    }

    private static String refused(Runnable action) {
        return assertThrows(Problem.class, action::run).code().wire();
    }

    /// As Ada sees them, newest first.
    private List<JsonNode> newest() {
        return page(OptionalLong.empty(), OptionalLong.empty(), 10).reversed().stream()
                .map(Frame::read)
                .toList();
    }

    private String raw(String field) {
        String text = page(OptionalLong.empty(), OptionalLong.empty(), 1).getFirst();
        int from = text.indexOf("\"" + field + "\":") + field.length() + 3;
        return text.substring(from, text.indexOf(",\"edited\"", from));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<String> page(OptionalLong before, OptionalLong after, int limit) {
        return result(ROOMS.log().page(ada.id(), new History(NO_REF, room, before, after, limit))).messages().stream()
                .map(Json::text)
                .toList();
    }

    private boolean more(OptionalLong before, OptionalLong after, int limit) {
        return result(ROOMS.log().page(ada.id(), new History(NO_REF, room, before, after, limit)))
                .more();
    }

    private static List<Long> seqs(List<String> page) {
        return page.stream().map(MessageText::seq).toList();
    }

    /// Every key of the room as text, in the form in which the store would write it to disk or send it to a
    /// replica.
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String key : keys().all()) {
            Response dump = ROOMS.store().asks(Command.DUMP, key);
            all.append(dump == null ? "" : dump.toString(StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
