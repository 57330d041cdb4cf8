/// A simulated day by a script: many people with two devices each on three pods, one of which is killed, and
/// a checker that works out by itself what every device has to show (protocol.md sections 3 to 6). Imports
/// `kit`.
@NullMarked
package chat.parley.simulation;

import org.jspecify.annotations.NullMarked;
