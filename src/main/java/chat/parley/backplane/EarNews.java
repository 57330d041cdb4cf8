package chat.parley.backplane;

/// What an [RedisEar] tells whoever it belongs to, on the backplane's event loop.
interface EarNews {

    /// A topic is heard.
    ///
    /// @param again whether it was before, and not in between
    void confirmed(Wanted topic, boolean again);

    /// Redis ended a subscription that is still wanted.
    void ended(Wanted topic);

    /// Redis answered a subscription with this error.
    void refused(RedisEar ear, String error);

    /// All of the ear's topics are heard.
    ///
    /// @param again whether the connection was lost before
    void back(RedisEar ear, boolean again);

    /// The ear's connection is gone.
    void lost(RedisEar ear);
}
