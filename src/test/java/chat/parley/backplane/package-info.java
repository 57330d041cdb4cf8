/// What a pod says of itself and its Redis, tried with a real one.
@NullMarked
package chat.parley.backplane;

import org.jspecify.annotations.NullMarked;
