/// The limits of protocol.md section 9, all on by default. A leaf: imports nothing of ours.
@NullMarked
package chat.parley.limits;

import org.jspecify.annotations.NullMarked;
