/// Traces of sent messages (OpenTelemetry): the sender's frame, the store's append, each pod's fan-out. Off,
/// without loading OpenTelemetry, unless the operator configures a collector. Imports `failure`
/// and `protocol`.
@NullMarked
package chat.parley.trace;

import org.jspecify.annotations.NullMarked;
