/// What whoever runs the installation sees of all pods, and says to all who are connected: each pod writes a small
/// record of itself, and the pod that is asked adds them up. Imports `session`, `room`, `presence`, `identity`,
/// `limits`, `store` and `protocol`.
@NullMarked
package chat.parley.admin;

import org.jspecify.annotations.NullMarked;
