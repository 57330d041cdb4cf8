/// Rules for all meters of a pod, whoever registers them: labels with few values, so that no client can make
/// memory grow, a description, and no duplicates. Imports nothing of ours.
@NullMarked
package chat.parley.metrics;

import org.jspecify.annotations.NullMarked;
