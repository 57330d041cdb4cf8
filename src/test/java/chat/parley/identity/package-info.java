/// Users as the store keeps them.
@NullMarked
package chat.parley.identity;

import org.jspecify.annotations.NullMarked;
