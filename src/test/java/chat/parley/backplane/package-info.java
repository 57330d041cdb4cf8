/// What a pod reports about itself and its Redis, tested with a real one.
@NullMarked
package chat.parley.backplane;

import org.jspecify.annotations.NullMarked;
