/// The way of one sent message, told to whoever collects traces (OpenTelemetry): the sender's frame, the store's
/// append, each pod's fan-out. Off unless an operator names a collector, and then nothing of OpenTelemetry is even
/// loaded. Imports `protocol`.
@NullMarked
package chat.parley.trace;

import org.jspecify.annotations.NullMarked;
