package chat.parley.websocket;

/// Receives the messages and the state of a WebSocket, on its event loop.
public interface WebSocketListener {

    /// A whole message was received, text or binary.
    void message(String text);

    /// The output is about to be flushed, or the connection to be closed: frames held back must be written
    /// now.
    void flushing();

    /// The output queue has been written but for a small rest, after it had grown larger.
    void drained();

    /// The connection ended; called exactly once: a close frame was received or written, or the connection
    /// broke. No other call follows. `code` is the close code that ended it, 1006 if there was none.
    void ended(int code, String reason);
}
