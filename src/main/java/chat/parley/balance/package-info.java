/// Sharing the load again: a pod with more connections than the others asks some of them to reconnect. Imports
/// `admin`, `session` and `backplane`.
@NullMarked
package chat.parley.balance;

import org.jspecify.annotations.NullMarked;
