/// Members as a fault: what one member does is nobody else's cost, and what the store forgot of one comes back.
@NullMarked
package chat.parley.members;

import org.jspecify.annotations.NullMarked;
