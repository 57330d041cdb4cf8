/// The load generator: one thread, one selector, thousands of WebSocket clients that send what a script tells
/// them and count what arrives. It knows nothing of servers but their ports, and may import only the JDK, so
/// that its cost is its own.
@NullMarked
package chat.parley.bench.load;

import org.jspecify.annotations.NullMarked;
