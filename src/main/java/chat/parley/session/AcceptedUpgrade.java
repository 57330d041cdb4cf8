package chat.parley.session;

import chat.parley.websocket.NettyWebSocket;
import io.quarkus.websockets.next.UserData.TypedKey;
import java.util.Optional;

/// A connection that the [UpgradePolicy] accepted and that is about to become a [Session]: what the upgrade
/// learned that is needed later.
///
/// @param socket already stands in the connection's pipeline
/// @param address the address that the connection counts for
/// @param token the token offered beside the subprotocol
record AcceptedUpgrade(NettyWebSocket socket, String address, Optional<String> token) {

    /// Where the framework keeps it between the upgrade and the opening.
    static final TypedKey<AcceptedUpgrade> KEY = new TypedKey<>("parley.accepted-upgrade");
}
