package chat.parley.limits;

import chat.parley.protocol.User;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.Optional;

/// How many bytes users and rooms may add to the store, as set or derived from other settings: a higher
/// message rate also allows more bytes.
@Singleton
public final class ByteRates {

    private static final long USUAL_PER_MINUTE = 1 << 20;
    private static final int USUAL_MESSAGES = 5;
    private static final int BURST_MINUTES = 8;
    private static final int USERS_IN_A_ROOM = 16;

    /// A sustained rate and a burst.
    ///
    /// @param perMinute bytes
    /// @param burst bytes
    public record Rate(long perMinute, long burst) {

        static Rate of(Optional<MemorySize> perMinute, Optional<MemorySize> burst, long usual) {
            long sustained = perMinute.map(MemorySize::asLongValue).orElse(usual);
            return new Rate(sustained, burst.map(MemorySize::asLongValue).orElse(BURST_MINUTES * sustained));
        }
    }

    private final Rate user;
    private final Rate key;
    private final Rate room;

    public ByteRates(LimitsConfig limits) {
        long usual = USUAL_PER_MINUTE * Math.max(1, limits.messagesPerSecond() / USUAL_MESSAGES);
        user = Rate.of(limits.bytesPerMinute(), limits.bytesBurst(), usual);
        long times = Math.max(1, limits.keyMessagesPerSecond() / limits.messagesPerSecond());
        key = new Rate(times * user.perMinute(), times * user.burst());
        room = Rate.of(limits.roomBytesPerMinute(), limits.roomBytesBurst(), USERS_IN_A_ROOM * user.perMinute());
    }

    /// Of a user, in all rooms.
    public Rate user() {
        return user;
    }

    /// Of a user, or of a key's bot, which may send more.
    public Rate of(String id) {
        return User.isBot(id) ? key : user;
    }

    /// Of a room, by all users together.
    public Rate room() {
        return room;
    }
}
