/// Keeps what was said for longer than Redis does: the seam to a database, and PostgreSQL behind it. Nothing of it runs
/// unless `parley.archive` switches it on. Imports `reader`, `history`, `limits`,
/// `protocol` and `store`.
@NullMarked
package chat.parley.archive;

import org.jspecify.annotations.NullMarked;
