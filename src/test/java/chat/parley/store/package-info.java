/// The connections to Redis, against real ones.
@NullMarked
package chat.parley.store;

import org.jspecify.annotations.NullMarked;
