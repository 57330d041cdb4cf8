/// Tests the development redis-server with real processes.
@NullMarked
package chat.parley.dev;

import org.jspecify.annotations.NullMarked;
