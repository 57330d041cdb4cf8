package chat.parley.archive;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.reader.HandMadeReaders;
import chat.parley.reader.RoomLog;
import chat.parley.room.RoomFixture;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What was said is in the archive as Redis has it: once, and as it is now.
@Tag("slow")
final class ArchivedRoomsTest {

    private static final String SECRET = "whale-song-at-midnight";

    private final List<String> settings = new ArrayList<>(RoomFixture.TALKATIVE);
    private final ArchiveFixture fixture = new ArchiveFixture(settings());
    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    private List<String> settings() {
        settings.add("parley.history.entries=2000");
        return settings;
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private void enter() {
        fixture.rooms().joins(ada, room);
        fixture.rooms().joins(grace, room);
    }

    private long says(String text) {
        return fixture.rooms().says(ada, room, text).position().seq();
    }

    /// Edits, deletions and reactions among messages, those in the same part and in former ones.
    private void talks(String word, int rounds) {
        for (int i = 0; i < rounds; i++) {
            long first = says(word + "-first-" + i);
            long second = says(word + "-second-" + i);
            long third = says(word + "-third-" + i);
            fixture.edits(ada, room, second, word + " was edited " + i);
            fixture.reacts(grace, room, third, "👍", true);
            fixture.reacts(ada, room, third, "👍", true);
            fixture.reacts(ada, room, third, "🎉", true);
            if (i % 3 == 0) {
                fixture.reacts(ada, room, third, "👍", false);
                fixture.deletes(ada, room, first);
            }
        }
    }

    private void assertSame(RoomId where) {
        fixture.catchesUp(where);
        for (User user : List.of(ada, grace)) {
            assertEquals(fixture.stored(where, user), fixture.archived(where, user), user.name());
        }
    }

    @Test
    void messagesAreArchivedAsTheyAreNow() {
        fixture.reads("pod1");
        enter();
        talks("early", 20);
        assertSame(room);
        fixture.edits(ada, room, 2, "much later");
        fixture.deletes(ada, room, 3);
        talks("late", 5);
        assertSame(room);
        assertEquals(75, fixture.archived(room, ada).size());
        assertEquals(
                fixture.query("SELECT count(*) FROM parley_change"),
                List.of(Long.toString(result(fixture.rooms().log().head(room))
                                .orElseThrow()
                                .position()
                                .seq()
                        - 75)));
    }

    @Test
    void whatWasSaidBeforeItWasSwitchedOnIsArchived() {
        enter();
        talks("before", 30);
        fixture.reads("pod1");
        assertSame(room);
    }

    @Test
    void databaseThatWasAwayIsCaughtUp() {
        fixture.reads("pod1");
        enter();
        talks("before", 5);
        assertSame(room);
        fixture.postgres().kill();
        talks("meanwhile", 10);
        fixture.postgres().start();
        assertSame(room);
        fixture.postgres().stop();
        fixture.deletes(ada, room, 2);
        fixture.postgres().start();
        assertSame(room);
    }

    @Test
    void otherPodTakesOver() {
        HandMadeReaders first = fixture.reads("pod1");
        fixture.reads("pod2");
        enter();
        talks("before", 3);
        assertSame(room);
        first.close();
        List<RoomId> rooms = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            RoomId other = RoomFixture.room();
            fixture.rooms().joins(ada, other);
            fixture.rooms().says(ada, other, "hello");
            rooms.add(other);
        }
        talks("after", 3);
        assertSame(room);
        rooms.forEach(this::assertSameForAda);
    }

    private void assertSameForAda(RoomId other) {
        fixture.catchesUp(other);
        assertEquals(fixture.stored(other, ada), fixture.archived(other, ada));
    }

    /// What clients bring back has another place, and stays once; what nobody brings back stays, marked.
    @Test
    void lostEndOfALogIsReplaced() {
        fixture.reads("pod1");
        enter();
        talks("kept", 4);
        long edited = says("edited-in-vain");
        long deleted = says("deleted-in-vain");
        fixture.catchesUp(room);
        Map<Path, byte[]> written = fixture.redis().written();
        says("comes-back");
        says("never-comes-back");
        fixture.edits(ada, room, edited, "lost again");
        fixture.deletes(ada, room, deleted);
        fixture.catchesUp(room);
        fixture.redis().kill();
        fixture.redis().lose(written);
        fixture.redis().start();
        fixture.rooms().store().answers();
        says("comes-back");
        says("something-else");
        List<String> stored = fixture.stored(room, ada);
        fixture.catchesUp(room);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertEquals(
                        stored,
                        fixture.archived(room, ada).stream()
                                .filter(text -> !text.contains("never-comes-back"))
                                .toList()));
        assertEquals(
                List.of("never-comes-back"),
                fixture.query("SELECT split_part(id, '.', 2) FROM parley_message WHERE lost"));
    }

    @Test
    void roomMadeAnewIsAnother() {
        fixture.reads("pod1");
        enter();
        says("of the first".replace(' ', '-'));
        fixture.catchesUp(room);
        RoomLog first = fixture.log(room);
        new RoomKeys(KeyPrefix.USUAL, room)
                .all()
                .forEach(key -> fixture.rooms().store().asks(Command.DEL, key));
        enter();
        says("of-the-second");
        assertSame(room);
        assertNotEquals(first, fixture.log(room));
        assertEquals(1, fixture.archived(room, ada).size());
        assertEquals(
                List.of(1),
                List.of(result(fixture.archive()
                                .page(new ArchiveQuery(first, ada.id(), 0, Long.MAX_VALUE, 0, false, 10)))
                        .messages()
                        .size()));
    }

    @Test
    void whatRedisTrimmedBeforeItWasReadIsTold() {
        HandMadeReaders reader = fixture.reads("pod1");
        enter();
        talks("before", 5);
        assertSame(room);
        reader.close();
        int before = fixture.archived(room, ada).size();
        for (int i = 0; i < 2_600; i++) {
            fixture.rooms().sends(ada, room, "many-" + i);
        }
        says("the-last");
        fixture.reads("pod2");
        fixture.catchesUp(room);
        assertEquals(1.0, fixture.meters().counter("parley.archive.gaps").count());
        assertEquals(List.of("1"), fixture.query("SELECT count(*) FROM parley_gap"));
        List<String> stored = fixture.stored(room, ada);
        List<String> archived = fixture.archived(room, ada);
        assertEquals(before + stored.size(), archived.size());
        assertEquals(stored, archived.subList(before, archived.size()));
    }

    @Test
    void deletedTextIsNowhere() throws IOException {
        fixture.reads("pod1");
        enter();
        long seq = says(SECRET + "-1");
        long other = says("harmless");
        fixture.edits(ada, room, other, SECRET + " edited");
        fixture.catchesUp(room);
        assertTrue(fixture.archived(room, ada).toString().contains(SECRET));
        fixture.deletes(ada, room, seq);
        fixture.deletes(ada, room, other);
        assertSame(room);
        for (String table :
                fixture.query("SELECT relname FROM pg_class WHERE relname LIKE 'parley%' AND relkind = 'r'")) {
            assertEquals(
                    List.of("0"),
                    fixture.query("SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%" + SECRET
                            + "%' AND t::text NOT LIKE '%." + SECRET + "-1\"%'"),
                    table);
        }
        fixture.query("VACUUM (FULL) parley_message");
        fixture.query("CHECKPOINT");
        assertFalse(holds(fixture.postgres().folder().resolve("data/base"), "\"text\":\"" + SECRET));
    }

    private static boolean holds(Path folder, String words) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> {
                try {
                    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// A page may begin anywhere, also at a time.
    @Test
    void pagesGoBothWays() {
        fixture.reads("pod1");
        enter();
        talks("some", 10);
        fixture.catchesUp(room);
        List<String> all = fixture.stored(room, ada);
        RoomLog log = fixture.log(room);
        long fifth = MessageText.seq(all.get(4));
        assertEquals(all.subList(5, 9), page(new ArchiveQuery(log, ada.id(), fifth, Long.MAX_VALUE, 0, true, 4)));
        assertEquals(all.subList(0, 4), page(new ArchiveQuery(log, ada.id(), 0, fifth, 0, false, 10)));
        assertEquals(all.subList(2, 4), page(new ArchiveQuery(log, ada.id(), 0, fifth, 0, false, 2)));
        long at = Long.parseLong(all.get(6).replaceAll("^.*?\"at\":(\\d+).*$", "$1"));
        List<String> since = page(new ArchiveQuery(log, ada.id(), 0, Long.MAX_VALUE, at, true, 100));
        assertTrue(since.size() >= all.size() - 6 && since.getLast().equals(all.getLast()), since::toString);
    }

    private List<String> page(ArchiveQuery query) {
        return result(fixture.archive().page(query)).messages().stream()
                .map(Json::text)
                .toList();
    }
}
