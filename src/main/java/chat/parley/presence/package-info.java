/// Who is online in which room. Presence is leased by pod, not by connection: when a dead pod's lease expires
/// another pod takes its users offline. Imports `keyspace`, `store` and `protocol`.
@NullMarked
package chat.parley.presence;

import org.jspecify.annotations.NullMarked;
