/// What no client should send, and networks that go silent: frames against RFC 6455, mutated ones by the
/// hundred thousand, half handshakes. Imports `kit` only.
@NullMarked
package chat.parley.fuzz;

import org.jspecify.annotations.NullMarked;
