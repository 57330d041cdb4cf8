/// What applies to all meters.
@NullMarked
package chat.parley.metrics;

import org.jspecify.annotations.NullMarked;
