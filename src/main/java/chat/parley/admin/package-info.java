/// What operators see of all pods, and send to all connected users: each pod publishes a small record of
/// itself, and the pod that is asked adds them up. Imports `session`, `room`, `delivery`, `presence`,
/// `identity`, `backplane`, `keyspace`, `limits`, `store` and `protocol`.
@NullMarked
package chat.parley.admin;

import org.jspecify.annotations.NullMarked;
