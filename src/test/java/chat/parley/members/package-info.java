/// Members as a fault: nobody stalls, fills or locks out anybody else.
@NullMarked
package chat.parley.members;

import org.jspecify.annotations.NullMarked;
