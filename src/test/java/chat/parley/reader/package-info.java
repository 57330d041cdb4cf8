/// Readers of logs, assembled by hand.
@NullMarked
package chat.parley.reader;

import org.jspecify.annotations.NullMarked;
