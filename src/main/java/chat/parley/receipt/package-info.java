/// How far each member has received and read: two cursors for each member and room, never a record per
/// message. Imports `keyspace`, `store` and `protocol`.
@NullMarked
package chat.parley.receipt;

import org.jspecify.annotations.NullMarked;
