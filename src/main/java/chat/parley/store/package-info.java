/// The way to Redis, one or a cluster: pipelined connections that come back by themselves, scripts, the store's clock.
/// Knows nothing of chat and imports nothing of ours.
@NullMarked
package chat.parley.store;

import org.jspecify.annotations.NullMarked;
