/// One live connection: the upgrade, the first `hello`, the exhaustive switch over commands, and the ways it
/// ends. Imports `room`, `delivery`, `presence`, `receipt`, `identity`, `backplane`, `websocket`, `failure`,
/// `keyspace`, `limits`, `store`, `trace`, `admission` and `protocol`.
@NullMarked
package chat.parley.session;

import org.jspecify.annotations.NullMarked;
