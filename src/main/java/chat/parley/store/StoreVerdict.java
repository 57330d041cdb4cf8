package chat.parley.store;

import java.util.Optional;

/// What came of trying a server.
///
/// @param server `host:port` of a master of a cluster; `""` for the one Redis
/// @param tag between braces in a topic, that is published and heard there
/// @param answered whether it said anything
/// @param lack what it does not do
public record StoreVerdict(String server, String tag, boolean answered, Optional<MissingFeature> lack) {}
