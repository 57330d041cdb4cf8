/// What every request on the members' port passes first: which hosts this server answers for, which proxies
/// it trusts, and how a request is refused before it becomes a session: one body, one log line, one place.
/// Imports `limits` and `protocol`.
@NullMarked
package chat.parley.admission;

import org.jspecify.annotations.NullMarked;
