/// One live connection: the door, the first `hello`, the exhaustive switch over commands, and the endings.
@NullMarked
package chat.parley.session;

import org.jspecify.annotations.NullMarked;
