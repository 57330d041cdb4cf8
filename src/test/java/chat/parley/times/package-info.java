/// How long each test class takes, what CPU it costs and how many pods it starts: `target/times.md`, written by every
/// run
/// of the tests. Imports nothing of ours.
@NullMarked
package chat.parley.times;

import org.jspecify.annotations.NullMarked;
