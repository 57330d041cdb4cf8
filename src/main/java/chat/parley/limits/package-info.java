/// The limits of protocol.md section 9, all on by default, and the measures that keep them. Imports `protocol` and
/// `store`.
@NullMarked
package chat.parley.limits;

import org.jspecify.annotations.NullMarked;
