/// Users, and the tokens that prove who they are. Imports `limits`, `store` and `protocol`.
@NullMarked
package chat.parley.identity;

import org.jspecify.annotations.NullMarked;
