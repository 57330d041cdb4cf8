/// What the members of a town notice: packaged pods, one Redis and raw protocol clients, nothing replaced. Imports
/// `kit`.
@NullMarked
package chat.parley.town;

import org.jspecify.annotations.NullMarked;
