/// How long each test class takes, its CPU and how many pods it starts: every run of the tests writes
/// `target/times.md`. Imports nothing of ours.
@NullMarked
package chat.parley.times;

import org.jspecify.annotations.NullMarked;
