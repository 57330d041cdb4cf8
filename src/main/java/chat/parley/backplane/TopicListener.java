package chat.parley.backplane;

/// Hears what is published under a topic; always on the backplane's event loop, in the order of publication.
public interface TopicListener {

    /// `text` belongs to the listener.
    void heard(byte[] text);
}
