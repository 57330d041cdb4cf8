/// Delivers events from the backplane to the sessions that are subscribed to their room: a pod's room
/// subscriptions, the sequence without gaps, the subscribers of each event loop and what each has not been
/// sent yet. `room` imports it, so it knows nothing of the rules of rooms. Imports `history`, `presence`,
/// `backplane`, `websocket`, `keyspace`, `store`, `trace` and `protocol`.
@NullMarked
package chat.parley.delivery;

import org.jspecify.annotations.NullMarked;
