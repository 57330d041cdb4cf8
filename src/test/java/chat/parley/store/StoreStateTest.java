package chat.parley.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoreStateTest {
    private static final String MASTER = """
            # Memory\r
            used_memory:700\r
            used_memory_human:700B\r
            maxmemory:1000\r
            # Persistence\r
            aof_enabled:1\r
            aof_last_bgrewrite_status:ok\r
            aof_last_write_status:ok\r
            aof_current_size:5000\r
            # Replication\r
            role:master\r
            connected_slaves:2\r
            slave0:ip=10.0.0.1,port=6379,state=online,offset=9900,lag=0\r
            slave1:ip=parley-redis-2.parley-redis,port=6379,state=online,offset=9000,lag=7\r
            master_repl_offset:10000\r
            """;

    @Test
    void slowestReplicaCounts() {
        assertEquals(new StoreState(new StoreMemory(700, 1_000), true, 5_000, 2, 1_000, 7), StoreState.of(MASTER));
    }

    /// `redis-cli --rdb`: it gets a snapshot, as a new replica, and confirms nothing.
    @Test
    void backupIsNoReplicaThatLags() {
        String backup = "slave2:ip=10.0.0.9,port=0,state=send_bulk,offset=0,lag=0\r\nmaster_repl_offset";
        StoreState state = StoreState.of(MASTER.replace("master_repl_offset", backup));
        assertEquals(1_000, state.lagBytes());
    }

    @Test
    void failedWriteAndFailedRewriteAreNotOk() {
        for (String status : List.of("aof_last_write_status", "aof_last_bgrewrite_status")) {
            assertEquals(
                    false,
                    StoreState.of(MASTER.replace(status + ":ok", status + ":err"))
                            .aofOk(),
                    status);
        }
    }

    @Test
    void redisWithoutAFileAndReplicasIsFine() {
        StoreState state = StoreState.of("used_memory:700\r\nmaxmemory:0\r\nconnected_slaves:0\r\n");
        assertEquals(new StoreState(new StoreMemory(700, 0), true, 0, 0, 0, 0), state);
    }

    @Test
    void eachFieldIsThatOfTheWorstMaster() {
        StoreState full = new StoreState(new StoreMemory(900, 1_000), true, 10, 1, 5, 0);
        StoreState slow = new StoreState(new StoreMemory(950, 2_000), false, 20, 2, 0, 3);
        StoreState worst = new StoreState(new StoreMemory(900, 1_000), false, 20, 1, 5, 3);
        assertEquals(worst, StoreState.worst(List.of(full, slow)));
        assertEquals(worst, StoreState.worst(List.of(slow, full)));
    }

    /// What a real Redis says, whose replica stops answering.
    @Test
    void pausedReplicaLags() {
        try (OwnRedis master = new OwnRedis();
                OwnRedis replica = new OwnRedis()) {
            replica.follow(master);
            await().atMost(10, SECONDS).until(() -> StoreState.of(master.info()).replicas() == 1);
            replica.pause();
            master.ask("SET parley:x " + "y".repeat(2_000));
            await().atMost(10, SECONDS).until(() -> StoreState.of(master.info()).lagSeconds() > 1);
            StoreState state = StoreState.of(master.info());
            replica.goOn();
            assertTrue(state.lagBytes() > 2_000, state::toString);
            assertTrue(state.aofOk() && state.memory().used() > 0, state::toString);
        }
    }
}
