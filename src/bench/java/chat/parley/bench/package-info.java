/// The bench: starts Parley and its peers one after the other, puts the same load on each, and writes the
/// table that `src/docs/performance.md` explains. May import its own two packages and the JDK.
@NullMarked
package chat.parley.bench;

import org.jspecify.annotations.NullMarked;
