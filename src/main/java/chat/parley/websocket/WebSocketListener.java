package chat.parley.websocket;

/// Who is told what comes through a wire and what becomes of it; on its event loop.
public interface WebSocketListener {

    /// A whole message came in, text or binary.
    void message(String text);

    /// What goes out is about to be flushed, or the connection to be ended: what has been kept back is to be written.
    void flushing();

    /// What went out has been taken by the network but for a small rest, after more than that had been waiting.
    void drained();

    /// The connection is over, said exactly once: a close frame came or was written, or the connection broke.
    /// Nothing is heard after it. `code` is the close code that ended it, 1006 when there was none.
    void ended(int code, String reason);
}
