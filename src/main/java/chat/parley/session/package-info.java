/// One live connection: the upgrade, the first `hello`, the exhaustive switch over commands, and the ways it
/// ends.
@NullMarked
package chat.parley.session;

import org.jspecify.annotations.NullMarked;
