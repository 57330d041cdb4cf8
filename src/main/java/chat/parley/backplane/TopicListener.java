package chat.parley.backplane;

/// Receives what is published to a topic; always on the backplane's event loop, in the order of publication.
public interface TopicListener {

    /// Receives a publication; the listener owns `text`.
    void receive(byte[] text);

    /// The subscription was interrupted and publications of this topic may have been missed, since it moved
    /// to another node of a cluster. [RedisBackplane#whenBack] covers interruptions of all topics.
    default void missed() {}
}
