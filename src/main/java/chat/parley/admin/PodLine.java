package chat.parley.admin;

import java.util.Optional;

/// A pod in a list, as it reported itself a few seconds ago.
///
/// @param until when its lease ends, unless renewed; Unix milliseconds by the store's clock, as `since`
/// @param since when it started
/// @param draining whether it is going away
/// @param users distinct users connected to it
/// @param limit the most connections that it accepts (`parley.limits.connections`), if it says so
/// @param rooms with at least one of its users
public record PodLine(
        String pod,
        String version,
        long until,
        long since,
        boolean draining,
        long connections,
        long users,
        long rooms,
        Optional<Long> limit) {}
