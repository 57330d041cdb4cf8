/// What development and tests need and a pod must not have: a real redis-server that starts by itself if none
/// is configured. Imports nothing of ours, and nothing of ours imports it: it is found by its name in the
/// configuration.
@NullMarked
package chat.parley.dev;

import org.jspecify.annotations.NullMarked;
