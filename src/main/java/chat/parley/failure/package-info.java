/// The problem that each failure becomes for clients, over WebSocket and HTTP alike. Imports `store` and
/// `protocol`.
@NullMarked
package chat.parley.failure;

import org.jspecify.annotations.NullMarked;
