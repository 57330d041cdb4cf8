/// The rules of rooms: join, send, change, moderate, and the clean-up of rooms and guests. Imports
/// `archive`, `delivery`, `history`, `presence`, `receipt`, `identity`, `backplane`, `websocket`, `failure`,
/// `keyspace`, `store`, `limits`, `trace` and `protocol`.
@NullMarked
package chat.parley.room;

import org.jspecify.annotations.NullMarked;
