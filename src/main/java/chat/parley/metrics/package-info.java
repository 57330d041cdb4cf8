/// What holds for all meters of a pod, whoever made them: labels of few values, so that no stranger can make memory
/// grow, a text that says what is counted, and none twice. Imports nothing of ours.
@NullMarked
package chat.parley.metrics;

import org.jspecify.annotations.NullMarked;
