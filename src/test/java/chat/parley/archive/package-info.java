/// The archive with a real Redis and a real PostgreSQL.
@NullMarked
package chat.parley.archive;

import org.jspecify.annotations.NullMarked;
