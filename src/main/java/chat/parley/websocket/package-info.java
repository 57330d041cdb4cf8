/// The WebSocket on the level of bytes: what may come in (RFC 6455), frames made once for many sockets, one flush for
/// each turn of an event loop; and a look at each HTTP connection before its first request. Knows nothing of chat and
/// imports nothing of ours; only this package touches Netty's
/// pipeline.
@NullMarked
package chat.parley.websocket;

import org.jspecify.annotations.NullMarked;
