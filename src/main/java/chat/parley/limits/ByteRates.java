package chat.parley.limits;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.Optional;

/// How many bytes users and rooms may add to the store, as the settings say or follow from each other: an installation
/// that lets its users say more lets them fill more.
@Singleton
public final class ByteRates {

    private static final long USUAL_PER_MINUTE = 1 << 20;
    private static final int USUAL_MESSAGES = 5;
    private static final int MINUTES_AT_ONCE = 8;
    private static final int USERS_IN_A_ROOM = 16;

    /// What may be added lastingly, and at once.
    ///
    /// @param perMinute bytes
    /// @param burst bytes
    public record Rate(long perMinute, long burst) {

        static Rate of(Optional<MemorySize> perMinute, Optional<MemorySize> burst, long usual) {
            long lastingly = perMinute.map(MemorySize::asLongValue).orElse(usual);
            return new Rate(lastingly, burst.map(MemorySize::asLongValue).orElse(MINUTES_AT_ONCE * lastingly));
        }
    }

    private final Rate user;
    private final Rate room;

    public ByteRates(LimitsConfig limits) {
        long usual = USUAL_PER_MINUTE * Math.max(1, limits.messagesPerSecond() / USUAL_MESSAGES);
        user = Rate.of(limits.bytesPerMinute(), limits.bytesBurst(), usual);
        room = Rate.of(limits.roomBytesPerMinute(), limits.roomBytesBurst(), USERS_IN_A_ROOM * user.perMinute());
    }

    /// Of one user, through all rooms.
    public Rate user() {
        return user;
    }

    /// Of one room, by all together.
    public Rate room() {
        return room;
    }
}
