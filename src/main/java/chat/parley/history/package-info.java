/// The log of a room: append by one script, since, a page of it. Also where a room's keys are. Imports `protocol`,
/// `store`, `limits` and `trace`.
@NullMarked
package chat.parley.history;

import org.jspecify.annotations.NullMarked;
