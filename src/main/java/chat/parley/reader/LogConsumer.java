package chat.parley.reader;

import io.vertx.core.Future;

/// Takes what rooms' logs hold, each in ascending order. It may get entries again, but never misses one that the
/// store had when it was read; so what it does has to be the same whether it is done once or twice. All of it is
/// called on one event loop, and of each log one thing at a time.
public interface LogConsumer {

    /// Its name, which is part of keys in Redis: `[a-z]+`.
    String name();

    /// Whether it is switched on.
    boolean on();

    /// Completes once it can take something; fails as long as what it needs is away.
    Future<Void> ready();

    /// The seq up to which it has everything of this log; 0 for nothing.
    Future<Long> cursor(RoomLog log);

    /// Takes a part, and remembers how far it got together with it.
    ///
    /// @param cursor the seq up to which it has everything with it
    Future<Void> take(LogPart part, long cursor);

    /// The store lost the end of an epoch that had been taken. What is still there comes once more afterwards.
    Future<Void> lost(RoomLog log, EpochEnd end);

    /// The store trimmed entries before they were taken.
    Future<Void> missed(RoomLog log, LogGap gap);

    /// How far behind it is on this pod, once a second.
    ///
    /// @param millis the age of the oldest entry that it did not take, or how long nothing could be taken
    void behind(long millis);

    /// Something could not be taken and is tried again.
    void failed(Throwable failure);
}
