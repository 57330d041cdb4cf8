/// Pub/sub between pods: one subscriber connection per pod, and in a cluster one more per master; topics and
/// opaque text. Knows nothing of chat. Imports `store`.
@NullMarked
package chat.parley.backplane;

import org.jspecify.annotations.NullMarked;
