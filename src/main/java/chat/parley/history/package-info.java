/// The log of a room: append, events since a position, pages. Imports `failure`, `keyspace`,
/// `limits`, `store`, `trace` and `protocol`.
@NullMarked
package chat.parley.history;

import org.jspecify.annotations.NullMarked;
