/// Access to Redis, single or cluster: pipelined connections that reconnect by themselves, scripts, the
/// store's clock. Knows nothing of chat. Imports nothing of ours.
@NullMarked
package chat.parley.store;

import org.jspecify.annotations.NullMarked;
