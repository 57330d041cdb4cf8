/// The packaged pod from outside: what is in it, and what it says when it is not told enough.
@NullMarked
package chat.parley.boot;

import org.jspecify.annotations.NullMarked;
