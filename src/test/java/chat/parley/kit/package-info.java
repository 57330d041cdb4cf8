/// What tests are written with: a town of packaged pods on a Redis of its own, and the members who live there. Speaks
/// the protocol page only and knows nothing of how pods are made; imports `dev` for the
/// redis-server and `times` to count pods.
@NullMarked
package chat.parley.kit;

import org.jspecify.annotations.NullMarked;
