package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.MissedEvents;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Store;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The room state that a member gets, from each kind of position (protocol.md section 4, room state).
final class PositionsTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final String epoch = ROOMS.joins(ada, room).epoch();

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void newestMessagesComeWithoutAPosition() {
        ROOMS.saysMany(ada, room, 60);
        RoomState state = ROOMS.joins(RoomFixture.user("Grace"), room);
        assertEquals(CatchUp.State.FRESH, state.catchUp().state());
        assertEquals(seqs(11, 60), seqs(state.catchUp().messages()));
        assertEquals(Optional.of(true), state.catchUp().more());
        assertEquals(60, state.head());
    }

    @Test
    void positionAtTheHeadMissesNothing() {
        ROOMS.saysMany(ada, room, 3);
        assertEquals(CatchUp.State.CURRENT, state(epoch, 3).state());
    }

    @Test
    void emptyRoomIsCurrentAtZero() {
        assertEquals(CatchUp.State.CURRENT, state(epoch, 0).state());
    }

    @Test
    void positionBelowTheHeadGetsEveryMissedEntry() {
        ROOMS.saysMany(ada, room, 10);
        CatchUp missed = state(epoch, 4);
        assertEquals(CatchUp.State.REPLAY, missed.state());
        assertEquals(seqs(5, 10), seqs(missed.events()));
    }

    @Test
    void replayHoldsAThousandEntriesAndNoMore() {
        ROOMS.saysMany(ada, room, 1_001);
        assertEquals(seqs(2, 1_001), seqs(state(epoch, 1).events()));
        CatchUp tooMany = state(epoch, 0);
        assertEquals(CatchUp.State.RESET, tooMany.state());
        assertEquals(seqs(952, 1_001), seqs(tooMany.messages()));
    }

    @Test
    void chunkedReplayIsCompleteInEachRoom() {
        RoomId other = RoomFixture.room();
        User grace = RoomFixture.user("Grace");
        ROOMS.joins(grace, room);
        ROOMS.joins(grace, other);
        ROOMS.saysMany(ada, room, 700);
        ROOMS.joins(ada, other);
        ROOMS.saysMany(ada, other, 700);
        String second = ROOMS.looks(ada, other).epoch();
        List<ResumeRequest> looks = List.of(
                ResumeRequest.part(Optional.of(new Position(epoch, 0)), 512 << 10),
                ResumeRequest.part(Optional.of(new Position(second, 50)), 512 << 10));
        List<RoomSnapshot> found = ROOMS.rooms().states(grace, List.of(room, other), looks, false).stream()
                .map(Store::result)
                .toList();
        assertEquals(seqs(1, 700), seqs(found.getFirst().state().catchUp().events()));
        assertEquals(seqs(51, 700), seqs(found.getLast().state().catchUp().events()));
        assertEquals(0, found.getFirst().earlier().unread());
        assertEquals(50, found.getLast().earlier().unread());
        assertEquals(100, found.getLast().state().mine().unread());
    }

    @Test
    void entriesAddedBetweenChunksAreReplayedAndTooManyReset() {
        ROOMS.saysMany(ada, room, 600);
        ResumeRequest look = ResumeRequest.whole(Optional.of(new Position(epoch, 0)));
        RoomSnapshot first = found(ResumeRequest.whole(Optional.of(new Position(epoch, 300))));
        ROOMS.says(ada, room, "between");
        RoomSnapshot rest = found(ResumeRequest.whole(Optional.of(new Position(epoch, 600))));
        assertEquals(seqs(301, 601), seqs(rest.behind(first).state().catchUp().events()));
        ROOMS.saysMany(ada, room, 500);
        assertEquals(CatchUp.State.RESET, found(look).state().catchUp().state());
        assertEquals(
                CatchUp.State.RESET, found(look).behind(first).state().catchUp().state());
    }

    private RoomSnapshot found(ResumeRequest look) {
        return result(ROOMS.rooms().state(ada, room, look, false));
    }

    @Test
    void podReadsAThousandMissedEntriesInChunks() {
        ROOMS.saysMany(ada, room, 1_000);
        MissedEvents missed = result(ROOMS.log().since(room, new Position(epoch, 0)));
        assertEquals("replay", missed.state());
        assertEquals(
                seqs(1, 1_000),
                missed.events().stream().map(event -> event.position().seq()).toList());
        ROOMS.says(ada, room, "one-more");
        assertEquals(
                "reset", result(ROOMS.log().since(room, new Position(epoch, 0))).state());
        assertEquals(
                1_000,
                result(ROOMS.log().since(room, new Position(epoch, 1))).events().size());
    }

    @Test
    void aReplayFitsIntoAFrame() {
        User talker = RoomFixture.user("T".repeat(40));
        ROOMS.joins(talker, room);
        String cid = "c".repeat(58);
        for (int i = 0; i < 999; i++) {
            ROOMS.sends(talker, room, cid + i);
        }
        ROOMS.says(talker, room, cid + 999);
        CatchUp found = state(epoch, 0);
        int bytes = found.events().orElse(List.of()).stream()
                .mapToInt(event -> event.text().length() + 1)
                .sum();
        assertTrue(bytes > 0 || found.state() == CatchUp.State.RESET);
        assertTrue(bytes <= 512 << 10, bytes + " bytes");
    }

    @Test
    void positionBeyondTheHeadIsReset() {
        ROOMS.saysMany(ada, room, 3);
        assertEquals(CatchUp.State.RESET, state(epoch, 4).state());
    }

    @Test
    void unknownEpochIsReset() {
        ROOMS.saysMany(ada, room, 3);
        assertEquals(CatchUp.State.RESET, state("elsewhere", 3).state());
        assertEquals(seqs(1, 3), seqs(state("elsewhere", 3).messages()));
    }

    @Test
    void positionBeforeTheJoinIsReset() {
        ROOMS.saysMany(ada, room, 5);
        User grace = RoomFixture.user("Grace");
        ROOMS.joins(grace, room);
        ROOMS.saysMany(ada, room, 2);
        assertEquals(
                CatchUp.State.RESET,
                ROOMS.looks(grace, room, new Position(epoch, 4)).catchUp().state());
        assertEquals(
                CatchUp.State.REPLAY,
                ROOMS.looks(grace, room, new Position(epoch, 5)).catchUp().state());
    }

    @Test
    void trimmedPositionIsReset() {
        ROOMS.saysMany(ada, room, 10);
        ROOMS.store().asks(Command.XTRIM, new RoomKeys(KeyPrefix.USUAL, room).log(), "MINID", "5");
        assertEquals(CatchUp.State.RESET, state(epoch, 3).state());
        assertEquals(CatchUp.State.REPLAY, state(epoch, 4).state());
        assertEquals(seqs(5, 10), seqs(state(epoch, 4).events()));
    }

    @Test
    void entryMissingInTheMiddlePreventsTheReplay() {
        ROOMS.saysMany(ada, room, 10);
        ROOMS.store().asks(Command.DEL, new RoomKeys(KeyPrefix.USUAL, room).log());
        assertEquals(CatchUp.State.RESET, state(epoch, 3).state());
        assertEquals(CatchUp.State.CURRENT, state(epoch, 10).state());
    }

    @Test
    void helloMayDeferMissedEntries() {
        ROOMS.saysMany(ada, room, 3);
        ResumeRequest brief = ResumeRequest.brief(Optional.of(new Position(epoch, 1)));
        assertEquals(
                CatchUp.State.LATER,
                result(ROOMS.rooms().state(ada, room, brief, false))
                        .state()
                        .catchUp()
                        .state());
        ResumeRequest none = ResumeRequest.brief(Optional.of(new Position(epoch, 3)));
        assertEquals(
                CatchUp.State.CURRENT,
                result(ROOMS.rooms().state(ada, room, none, false))
                        .state()
                        .catchUp()
                        .state());
        ResumeRequest part = ResumeRequest.part(Optional.of(new Position(epoch, 1)), 100);
        assertEquals(
                CatchUp.State.LATER,
                result(ROOMS.rooms().state(ada, room, part, false))
                        .state()
                        .catchUp()
                        .state());
    }

    @Test
    void unreadCountsMessagesOfOthersUpToAHundred() {
        User grace = RoomFixture.user("Grace");
        ROOMS.saysMany(ada, room, 5);
        assertEquals(0, ROOMS.joins(grace, room).mine().unread());
        ROOMS.saysMany(ada, room, 7);
        ROOMS.says(ada, room, "you", grace.id());
        assertEquals(8, ROOMS.looks(grace, room).mine().unread());
        assertEquals(1, ROOMS.looks(grace, room).mine().mentions());
        assertEquals(0, ROOMS.looks(ada, room).mine().unread(), "speaking moves one's own cursor");
        ROOMS.saysMany(ada, room, 150);
        assertEquals(100, ROOMS.looks(grace, room).mine().unread());
        assertEquals(5, ROOMS.looks(grace, room).mine().read());
        ROOMS.says(grace, room, "here");
        assertEquals(0, ROOMS.looks(grace, room).mine().unread());
        assertEquals(0, ROOMS.looks(grace, room).mine().mentions());
    }

    @Test
    void unreadIsCorrectAfterTheCursorWasTrimmed() {
        User grace = RoomFixture.user("Grace");
        ROOMS.joins(grace, room);
        ROOMS.saysMany(ada, room, 20);
        ROOMS.store().asks(Command.XTRIM, new RoomKeys(KeyPrefix.USUAL, room).log(), "MINID", "11");
        assertEquals(10, ROOMS.looks(grace, room).mine().unread(), "those that are left");
    }

    private CatchUp state(String of, long seq) {
        return ROOMS.looks(ada, room, new Position(of, seq)).catchUp();
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Long> seqs(Optional<List<Json>> entries) {
        return entries.orElseThrow().stream()
                .map(entry -> MessageText.seq(entry.text()))
                .toList();
    }
}
