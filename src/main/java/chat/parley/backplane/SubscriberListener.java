package chat.parley.backplane;

/// Receives the events of a [RedisSubscriber], on the backplane's event loop.
interface SubscriberListener {

    /// Redis confirmed a subscription.
    ///
    /// @param again whether it had been confirmed before and was interrupted
    void confirmed(TopicSubscription topic, boolean again);

    /// Redis ended a subscription that is still needed.
    void ended(TopicSubscription topic);

    /// Redis answered a subscription with this error.
    void refused(RedisSubscriber subscriber, String error);

    /// All topics of the subscriber are subscribed.
    ///
    /// @param again whether the connection was lost before
    void back(RedisSubscriber subscriber, boolean again);

    /// The subscriber's connection was lost.
    void lost(RedisSubscriber subscriber);
}
