package chat.parley.wire;

/// Who is told what becomes of a wire; on its event loop.
public interface WireListener {

    /// The connection is over, said exactly once. `code` is the close code that ended it, 1006 when there was none.
    void ended(int code, String reason);
}
