package chat.parley.store;

/// Addresses of a cluster's nodes: each uses the scheme, user and password of the configured address.
final class ClusterNode {
    private static final String SCHEME = "://";
    private static final int PORT = 6379;

    private ClusterNode() {}

    /// `host:port` of a configured address such as `rediss://user:password@host:port/0?…`.
    static String of(String address) {
        int from = start(address);
        int to = address.length();
        for (char end : new char[] {'/', '?', '#'}) {
            int at = address.indexOf(end, from);
            to = at < 0 ? to : Math.min(to, at);
        }
        String node = address.substring(from, to);
        return node.matches(".*:\\d+") ? node : node + ":" + PORT;
    }

    /// The address of another node, without a database number: a cluster has none.
    static String like(String address, String node) {
        int query = address.indexOf('?', start(address));
        return address.substring(0, start(address)) + node + (query < 0 ? "" : "/" + address.substring(query));
    }

    private static int start(String address) {
        int user = address.lastIndexOf('@');
        return user < 0 ? address.indexOf(SCHEME) + SCHEME.length() : user + 1;
    }
}
