/// HTTP beside the socket (protocol.md section 10): the same answers and the same rights as the commands, for whoever
/// only looks; and what operators see and do; and the refusal of what is no request. Imports `admin`, `admission`,
/// `room`, `identity`, `limits`, `store`, `wire` and `protocol`.
@NullMarked
package chat.parley.api;

import org.jspecify.annotations.NullMarked;
