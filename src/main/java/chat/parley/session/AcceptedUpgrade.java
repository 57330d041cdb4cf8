package chat.parley.session;

import chat.parley.websocket.NettyWebSocket;
import io.quarkus.websockets.next.UserData.TypedKey;
import java.util.Optional;

/// One whom the [UpgradePolicy] let in, on the way to being a [Session]: what was found out at the upgrade and is
/// needed behind
/// it.
///
/// @param wire stands in the connection's pipeline already
/// @param address that the connection counts for
/// @param token that was offered beside the subprotocol
record AcceptedUpgrade(NettyWebSocket wire, String address, Optional<String> token) {

    /// Where the framework keeps it between its upgrade and its opening.
    static final TypedKey<AcceptedUpgrade> KEY = new TypedKey<>("parley.arrival");
}
