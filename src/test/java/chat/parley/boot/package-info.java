/// The packaged pod from outside: its contents, and what it says if a required setting is missing.
@NullMarked
package chat.parley.boot;

import org.jspecify.annotations.NullMarked;
