/// The limits of protocol.md section 9, all enabled by default, and the counters that enforce them. Imports
/// `failure`, `protocol` and `store`.
@NullMarked
package chat.parley.limits;

import org.jspecify.annotations.NullMarked;
