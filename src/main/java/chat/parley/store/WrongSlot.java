package chat.parley.store;

/// A node of a cluster does not own the slot. Never leaves [RedisCluster]; it does if the store is a cluster,
/// but not configured as one.
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

    /// The owner; its host may be missing.
    String node() {
        return node;
    }
}
