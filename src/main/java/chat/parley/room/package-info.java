/// What happens in a room: the story of each verb, and the way of an event from the backplane to the sessions that sit
/// in it. Imports `history`, `presence`, `receipt`, `identity`, `backplane`, `wire`, `store`, `limits`, `trace`
/// and `protocol`.
@NullMarked
package chat.parley.room;

import org.jspecify.annotations.NullMarked;
