package chat.parley.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// The limits of a client, user, address or pod (protocol.md section 9). A refusal names the setting.
@ConfigMapping(prefix = "parley.limits")
public interface LimitsConfig {

    /// Bytes of one message from a client, over all of its fragments; beyond it the connection is closed with
    /// 1009.
    @WithDefault("64K")
    MemorySize frameSize();

    /// Bytes of a message's text in UTF-8.
    @WithDefault("16K")
    MemorySize textSize();

    /// Bytes of a message's data as JSON without white space.
    @WithDefault("8K")
    MemorySize dataSize();

    /// How deep a frame's objects and arrays may nest, itself included.
    @WithDefault("16")
    int jsonDepth();

    /// Rooms that a user may be a member of.
    @WithDefault("200")
    int roomsPerUser();

    /// Connections of a user on each pod; one more closes the oldest with 4503.
    @WithDefault("10")
    int connectionsPerUser();

    /// Rooms that a user may create in an hour.
    @WithDefault("20")
    int newRoomsPerHour();

    /// Users that a user may invite in an hour.
    @WithDefault("50")
    int invitesPerHour();

    /// New guests per public address in a minute.
    @WithDefault("20")
    int guestsPerMinute();

    /// Commands of one connection, sustained rate.
    @WithDefault("50")
    int commandsPerSecond();

    /// Commands of one connection, burst.
    @WithDefault("100")
    int commandsBurst();

    /// Entries of one user in one room over all pods, sustained rate.
    @WithDefault("5")
    int messagesPerSecond();

    /// Entries of one user in one room, burst.
    @WithDefault("20")
    int messagesBurst();

    /// Entries of one key in one room over all pods, sustained rate; also its commands of one connection, or over
    /// HTTP to one pod, where that is more than [#commandsPerSecond].
    @WithDefault("100")
    int keyMessagesPerSecond();

    /// The same, burst; of commands where that is more than [#commandsBurst].
    @WithDefault("500")
    int keyMessagesBurst();

    /// Rooms that one key may create in an hour.
    @WithDefault("10000")
    int keyNewRoomsPerHour();

    /// Bytes per minute that one user may add to the store over all rooms and pods, sustained rate. Default:
    /// 1 MiB for 5 messages a second, and in proportion to a higher [#messagesPerSecond]. A key may add more in
    /// the proportion of its own rate.
    Optional<MemorySize> bytesPerMinute();

    /// Bytes that one user may add, burst. Default: eight minutes' worth.
    Optional<MemorySize> bytesBurst();

    /// Bytes per minute that all users together may add to one room, sustained rate. Default: sixteen users'
    /// worth.
    Optional<MemorySize> roomBytesPerMinute();

    /// Bytes that all users together may add to one room, burst. Default: eight minutes' worth.
    Optional<MemorySize> roomBytesBurst();

    /// Bytes per second that ephemeral events of one user in one room may deliver to its recipients,
    /// sustained rate: the size of each event, times all who are online there.
    @WithDefault("2M")
    MemorySize emitBytesPerSecond();

    /// The same, burst.
    @WithDefault("8M")
    MemorySize emitBytesBurst();

    /// Connections on each pod; beyond it an upgrade gets a 503.
    @WithDefault("20000")
    int connections();
}
