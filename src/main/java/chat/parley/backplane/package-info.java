/// Between pods: one subscriber connection a pod, and in a cluster one more for each master; topics and opaque text.
/// Knows nothing of chat; imports `store` only.
@NullMarked
package chat.parley.backplane;

import org.jspecify.annotations.NullMarked;
