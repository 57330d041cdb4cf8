package chat.parley.backplane;

/// What an [RedisSubscriber] tells whoever it belongs to, on the backplane's event loop.
interface SubscriberListener {

    /// A topic is heard.
    ///
    /// @param again whether it was before, and not in between
    void confirmed(TopicSubscription topic, boolean again);

    /// Redis ended a subscription that is still wanted.
    void ended(TopicSubscription topic);

    /// Redis answered a subscription with this error.
    void refused(RedisSubscriber ear, String error);

    /// All of the ear's topics are heard.
    ///
    /// @param again whether the connection was lost before
    void back(RedisSubscriber ear, boolean again);

    /// The ear's connection is gone.
    void lost(RedisSubscriber ear);
}
