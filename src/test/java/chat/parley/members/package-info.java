/// Members as a fault: whatever one of them does, it costs nobody else their messages, their replies or their memory.
@NullMarked
package chat.parley.members;

import org.jspecify.annotations.NullMarked;
