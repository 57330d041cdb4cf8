/// The connections to Redis, against real ones.
@NullMarked
package chat.parley.keyspace;

import org.jspecify.annotations.NullMarked;
