/// What the members of a town notice: packaged pods, one Redis and raw protocol clients, nothing replaced. Imports
/// `kit`.
@NullMarked
package chat.parley.acceptance;

import org.jspecify.annotations.NullMarked;
