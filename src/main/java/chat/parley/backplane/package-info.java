/// Between pods: one subscriber connection a pod; topics and opaque text. Knows nothing of chat; imports `store` only.
@NullMarked
package chat.parley.backplane;

import org.jspecify.annotations.NullMarked;
