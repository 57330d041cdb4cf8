/// HTTP beside the socket (protocol.md section 10): the same answers and the same rights as the commands, for whoever
/// only looks; and what operators see and do. Imports `admin`, `room`, `identity`, `limits`, `store` and `protocol`.
@NullMarked
package chat.parley.api;

import org.jspecify.annotations.NullMarked;
