package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Store;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The stored keys are in one slot.
@Tag("slow")
final class ClusterKeysTest {
    private static OwnCluster cluster;
    private static Store store;

    @BeforeAll
    static void start() {
        cluster = new OwnCluster("keys on a cluster");
        store = new Store(cluster);
    }

    @AfterAll
    static void end() {
        store.close();
        cluster.close();
    }

    @Test
    void keyIsMadeUsedRotatedAndEndedOnAClusterToo() {
        RedisKeys keys = new RedisKeys(store.store());
        String text = "Ticker\nsend\n\nbot0tickertickerticke";
        assertEquals(
                RedisKeys.Made.MADE,
                result(keys.make(new RedisKeys.Making("aaaaaaaaaaaa", text, 0, PresentedKey.digest("one")))));
        assertEquals(
                RedisKeys.Made.TAKEN,
                result(keys.make(new RedisKeys.Making("aaaaaaaaaaaa", text, 0, PresentedKey.digest("one")))));
        result(keys.rotate("aaaaaaaaaaaa", PresentedKey.digest("two"), 60_000));
        result(keys.use(List.of("aaaaaaaaaaaa", "bbbbbbbbbbbb")));
        assertEquals(
                Set.of("aaaaaaaaaaaa"),
                result(keys.find(List.of("aaaaaaaaaaaa", "bbbbbbbbbbbb"))).keySet());
        assertEquals(
                List.of(PresentedKey.digest("two"), PresentedKey.digest("one")),
                result(keys.list()).getFirst().digests());
        result(keys.end("aaaaaaaaaaaa"));
        assertEquals(List.of(), result(keys.list()));
    }
}
