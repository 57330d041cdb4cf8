/// The log of a room: append, events since a position, pages. Also the keys of a room in Redis. Imports
/// `protocol`, `store`, `limits` and `trace`.
@NullMarked
package chat.parley.history;

import org.jspecify.annotations.NullMarked;
