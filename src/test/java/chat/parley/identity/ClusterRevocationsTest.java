package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.User;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The stored revocations are in one slot.
@Tag("slow")
final class ClusterRevocationsTest {
    private static final String ADA = "2ytp3aew466lxd6sxdpk";

    private static OwnCluster cluster;
    private static Store store;

    @BeforeAll
    static void start() {
        cluster = new OwnCluster("revocations on a cluster");
        store = new Store(cluster);
    }

    @AfterAll
    static void end() {
        store.close();
        cluster.close();
    }

    @Test
    void revocationIsPublishedOnAClusterToo() {
        RedisRevocations revocations = new RedisRevocations(store.store(), Settings.of(TokenConfig.class));
        long before = result(revocations.latest());
        result(revocations.revoke(ADA));
        assertEquals(Set.of(ADA), result(revocations.since(before)).keySet());
        assertTrue(result(revocations.latest()) >= before);
        VerifiedToken proven = VerifiedToken.guest(new User(ADA, "Ada"), before);
        assertThrows(CloseException.class, () -> result(revocations.stillGood(proven)));
    }
}
