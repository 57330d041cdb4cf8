/// Who is online where. Presence is leased by pod, not by connection: a dead pod's lease ends and another pod takes its
/// users out. Imports `history` (for the keys of rooms), `store` and `protocol`.
@NullMarked
package chat.parley.presence;

import org.jspecify.annotations.NullMarked;
