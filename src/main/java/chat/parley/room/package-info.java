/// What members do in rooms: join, send, change, moderate, and what is cleaned up behind them. Imports `delivery`,
/// `history`, `presence`, `receipt`, `identity`, `backplane`, `websocket`, `store`, `limits`, `trace` and `protocol`.
@NullMarked
package chat.parley.room;

import org.jspecify.annotations.NullMarked;
