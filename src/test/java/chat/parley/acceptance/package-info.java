/// What members of a cluster of pods notice: packaged pods, one Redis and raw protocol clients, nothing
/// mocked. Imports `kit`.
@NullMarked
package chat.parley.acceptance;

import org.jspecify.annotations.NullMarked;
