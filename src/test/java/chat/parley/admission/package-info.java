/// Tests of what every request passes first.
@NullMarked
package chat.parley.admission;

import org.jspecify.annotations.NullMarked;
