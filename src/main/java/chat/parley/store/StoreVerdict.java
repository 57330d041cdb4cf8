package chat.parley.store;

import java.util.Optional;

/// The result of checking a server.
///
/// @param server `host:port` of a master of a cluster; `""` for the single Redis
/// @param tag a hash tag that maps topics to this server
/// @param answered whether the server answered
/// @param lack what it lacks
public record StoreVerdict(String server, String tag, boolean answered, Optional<MissingFeature> lack) {}
