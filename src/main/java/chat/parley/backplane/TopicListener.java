package chat.parley.backplane;

/// Hears what is published under a topic; always on the backplane's event loop, in the order of publication.
public interface TopicListener {

    /// `text` belongs to the listener.
    void heard(byte[] text);

    /// Heard again after a while in which something may have been missed, of this topic alone: it was moved to another
    /// node of a cluster. What concerns all topics alike is told by [RedisBackplane#whenBack].
    default void missed() {}
}
