/// The WebSocket on the level of bytes: validated input (RFC 6455), frames encoded once for many sockets, one
/// flush for each turn of an event loop; and a hook on each HTTP connection before its first request.
/// Independent of chat, and imports nothing of ours; only this package touches Netty's pipeline.
@NullMarked
package chat.parley.websocket;

import org.jspecify.annotations.NullMarked;
