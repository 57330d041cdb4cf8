/// Tests the checks that every request passes first.
@NullMarked
package chat.parley.admission;

import org.jspecify.annotations.NullMarked;
