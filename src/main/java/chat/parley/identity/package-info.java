/// Users, and the tokens that prove who they are. Imports `failure`, `limits`, `store` and `protocol`.
@NullMarked
package chat.parley.identity;

import org.jspecify.annotations.NullMarked;
