package chat.parley.store;

/// A node of a cluster does not have the slot. Never leaves [RedisCluster]; it does where nobody said that the store is
/// a cluster.
final class WrongSlot extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean forNow;
    private final String node;

    /// @param answer `MOVED slot host:port`, or `ASK slot host:port` for this one command
    WrongSlot(String answer) {
        super(
                "Redis answered: " + answer + "; it is a node of a cluster, expected quarkus.redis.client-type=cluster",
                null,
                false,
                false);
        String[] words = answer.split(" ", -1);
        forNow = words[0].equals("ASK");
        node = words[2];
    }

    boolean forNow() {
        return forNow;
    }

    /// Who has it; the host may be missing.
    String node() {
        return node;
    }
}
