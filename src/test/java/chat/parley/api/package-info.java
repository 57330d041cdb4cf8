/// HTTP beside the socket, as a program meets it that was given a member's token.
@NullMarked
package chat.parley.api;

import org.jspecify.annotations.NullMarked;
