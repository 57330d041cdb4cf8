/// The kit that tests are written with: a cluster of packaged pods on a Redis of its own, and its members. It
/// knows only the protocol page and nothing of how pods work inside; imports `dev` for the redis-server and
/// `times` to count pods.
@NullMarked
package chat.parley.kit;

import org.jspecify.annotations.NullMarked;
