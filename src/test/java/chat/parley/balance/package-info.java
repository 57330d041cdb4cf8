@NullMarked
package chat.parley.balance;

import org.jspecify.annotations.NullMarked;
