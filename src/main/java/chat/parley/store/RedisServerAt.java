package chat.parley.store;

/// A server that holds keys: the single Redis, or a master of a cluster.
///
/// @param name `host:port` of a master; `""` for the single Redis
/// @param tag a hash tag that maps keys and topics to this server
/// @param connections for writes and for reads
record RedisServerAt(String name, String tag, RedisPipelines connections) {}
