package chat.parley.bench.load;

import java.nio.ByteBuffer;

/// What a [ClientPool]'s clients do. All calls come from the pool's one thread.
interface ClientScript {

    /// The path that this client requests.
    String path(Client client);

    /// The upgrade has succeeded.
    void opened(Client client);

    /// A text frame arrived. Its payload is valid until the call returns.
    /// @param now microseconds, when it was read
    void received(Client client, ByteBuffer bytes, int from, int length, long now);

    /// The upgrade was refused with another status than 101; the connection is closed.
    /// @param retryAfter milliseconds that the server asked for, or −1
    void refused(Client client, int status, long retryAfter);

    /// The connection was closed by the other side or broke.
    void lost(Client client, String why);
}
