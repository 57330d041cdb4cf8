/// The load generator: one thread, one selector, thousands of WebSocket clients that say what a script tells them and
/// count what comes. It knows nothing of servers but their ports, and may import the JDK only, so that what it costs is
/// its own doing.
@NullMarked
package chat.parley.bench.load;

import org.jspecify.annotations.NullMarked;
