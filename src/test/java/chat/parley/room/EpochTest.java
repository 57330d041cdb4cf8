package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.StoredEntry;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A Redis that was restarted, with and without its latest writes (protocol.md section 6, promise 7).
@Tag("slow")
final class EpochTest {
    private static final long JUMP = 1 << 20;

    private final OwnRedis redis = new OwnRedis();
    private final RoomFixture fixture = new RoomFixture(redis, "here", RoomFixture.TALKATIVE);
    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final String first = fixture.joins(ada, room).epoch();

    @AfterEach
    void end() {
        fixture.close();
        redis.close();
    }

    @Test
    void restartStartsANewEpochWithMuchHigherSeqs() {
        fixture.saysMany(ada, room, 3);
        restart();
        StoredEntry next = fixture.says(ada, room, "after");
        assertNotEquals(first, next.position().epoch());
        assertTrue(next.position().seq() > 3 + JUMP, next::toString);
    }

    @Test
    void memberAtTheHeadIsStillCurrent() {
        fixture.saysMany(ada, room, 3);
        restart();
        assertEquals(CatchUp.State.CURRENT, state(first, 3).state());
        restart();
        restart();
        assertEquals(CatchUp.State.CURRENT, state(first, 3).state());
    }

    @Test
    void missedMessagesAreReplayedAcrossEpochs() {
        fixture.saysMany(ada, room, 3);
        restart();
        long next = fixture.says(ada, room, "after").position().seq();
        fixture.says(ada, room, "and-more");
        CatchUp missed = state(first, 1);
        assertEquals(CatchUp.State.REPLAY, missed.state());
        assertEquals(List.of(2L, 3L, next, next + 1), seqs(missed));
        assertEquals(List.of(next, next + 1), seqs(state(first, 3)));
        restart();
        long later = fixture.says(ada, room, "later").position().seq();
        assertEquals(List.of(3L, next, next + 1, later), seqs(state(first, 2)));
    }

    @Test
    void memberInTheNewEpochContinuesInIt() {
        fixture.saysMany(ada, room, 3);
        restart();
        Position now = fixture.says(ada, room, "after").position();
        assertEquals(CatchUp.State.CURRENT, state(now.epoch(), now.seq()).state());
        assertEquals(CatchUp.State.REPLAY, state(now.epoch(), now.seq() - 1).state());
        assertEquals(CatchUp.State.RESET, state(now.epoch(), 3).state(), "a seq of the epoch before");
        assertEquals(CatchUp.State.RESET, state(first, now.seq()).state(), "a seq of the epoch after");
    }

    @Test
    void positionLostByTheStoreIsReset() {
        fixture.saysMany(ada, room, 3);
        Map<Path, byte[]> written = redis.written();
        fixture.saysMany(ada, room, 3);
        lose(written);
        assertEquals(CatchUp.State.RESET, state(first, 5).state());
        assertEquals(CatchUp.State.CURRENT, state(first, 3).state());
        long next = fixture.says(ada, room, "after").position().seq();
        assertEquals(CatchUp.State.RESET, state(first, 5).state());
        assertEquals(List.of(next), seqs(state(first, 3)));
    }

    @Test
    void noSeqIsEverAssignedTwice() {
        List<Long> given = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Map<Path, byte[]> written = redis.written();
            fixture.saysMany(ada, room, 5)
                    .forEach(stored -> given.add(stored.position().seq()));
            lose(written);
            fixture.saysMany(ada, room, 5)
                    .forEach(stored -> given.add(stored.position().seq()));
            restart();
        }
        assertEquals(given.size(), new HashSet<>(given).size());
        assertEquals(given.stream().sorted().toList(), given, "it never falls");
    }

    @Test
    void lostMessageMayBeResentWithItsCid() {
        fixture.says(ada, room, "kept");
        Map<Path, byte[]> written = redis.written();
        fixture.says(ada, room, "lost");
        lose(written);
        assertTrue(fixture.says(ada, room, "kept").duplicate());
        assertFalse(fixture.says(ada, room, "lost").duplicate());
    }

    /// The fence compares the replication id first, which may change without a loss.
    @Test
    void sameRunWithAnotherReplicationIdContinuesTheEpoch() {
        fixture.says(ada, room, "before");
        String before = replicationId();
        redis.ask("REPLICAOF 127.0.0.1 1");
        redis.ask("REPLICAOF NO ONE");
        assertNotEquals(before, replicationId());
        Position next = fixture.says(ada, room, "after").position();
        assertEquals(new Position(first, 2), next);
    }

    private String replicationId() {
        return redis.info("replication", "master_replid").orElseThrow();
    }

    @Test
    void unreadCountIgnoresTheSeqJump() {
        User grace = RoomFixture.user("Grace");
        fixture.joins(grace, room);
        fixture.saysMany(ada, room, 3);
        restart();
        assertEquals(3, fixture.looks(grace, room).mine().unread());
        fixture.saysMany(ada, room, 2);
        assertEquals(5, fixture.looks(grace, room).mine().unread());
    }

    private void restart() {
        redis.stop();
        redis.start();
        fixture.store().answers();
    }

    private void lose(Map<Path, byte[]> written) {
        redis.kill();
        redis.lose(written);
        redis.start();
        fixture.store().answers();
    }

    private CatchUp state(String epoch, long seq) {
        return fixture.looks(ada, room, new Position(epoch, seq)).catchUp();
    }

    private static List<Long> seqs(CatchUp missed) {
        return missed.events().orElseThrow().stream()
                .map(event -> MessageText.seq(event.text()))
                .toList();
    }
}
