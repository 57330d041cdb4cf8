package chat.parley.store;

/// A server that has keys: the one Redis, or a master of a cluster.
///
/// @param name `host:port` of a master; `""` for the one Redis
/// @param tag between braces in a key or a topic, it belongs there
record RedisServerAt(String name, String tag, RedisPipeline lane) {}
