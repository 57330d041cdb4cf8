/// The redis-server of development, tried with real processes.
@NullMarked
package chat.parley.dev;

import org.jspecify.annotations.NullMarked;
