/// Follows the logs of all rooms for what has to see every entry, such as the archive: which rooms there are to read,
/// which pod reads which, and how far it got. Imports `history`, `presence`, `keyspace`, `protocol` and `store`.
@NullMarked
package chat.parley.reader;

import org.jspecify.annotations.NullMarked;
