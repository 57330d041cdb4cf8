/// The HTTP API beside the WebSocket, as a program with a member's token uses it.
@NullMarked
package chat.parley.api;

import org.jspecify.annotations.NullMarked;
