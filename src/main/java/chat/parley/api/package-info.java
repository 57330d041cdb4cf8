/// HTTP beside the socket (protocol.md section 10): the same results and permissions as the commands;
/// what operators see and do; and the refusal of invalid requests. Imports `admin`, `session`, `admission`,
/// `failure`, `room`, `identity`, `limits`, `websocket` and `protocol`.
@NullMarked
package chat.parley.api;

import org.jspecify.annotations.NullMarked;
