/// Guests and their tokens: a token in, a user out. Imports `limits`, `store` and `protocol`.
@NullMarked
package chat.parley.identity;

import org.jspecify.annotations.NullMarked;
