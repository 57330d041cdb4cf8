package chat.parley.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What one client, user, address or pod may take (protocol.md section 9). A refusal names the setting.
@ConfigMapping(prefix = "parley.limits")
public interface LimitsConfig {

    /// Bytes of one message from a client, over all of its fragments; more ends with 1009.
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

    /// Rooms that a user may belong to.
    @WithDefault("200")
    int roomsPerUser();

    /// Connections of a user on each pod; one more closes the oldest with 4503.
    @WithDefault("10")
    int connectionsPerUser();

    /// Rooms that a user may bring into being in an hour.
    @WithDefault("20")
    int newRoomsPerHour();

    /// People whom a user may bring into rooms in an hour.
    @WithDefault("50")
    int invitesPerHour();

    /// New guests from one public address in a minute.
    @WithDefault("20")
    int guestsPerMinute();

    /// Commands of one connection, lastingly.
    @WithDefault("50")
    int commandsPerSecond();

    /// Commands of one connection at once.
    @WithDefault("100")
    int commandsBurst();

    /// Entries of one user in one room, lastingly, through all pods.
    @WithDefault("5")
    int messagesPerSecond();

    /// Entries of one user in one room at once.
    @WithDefault("20")
    int messagesBurst();

    /// Bytes that one user adds to the store in a minute, lastingly, through all rooms and pods. Where it is
    /// not given, 1 MiB for 5 messages a second, and as much more as [#messagesPerSecond] is higher.
    Optional<MemorySize> bytesPerMinute();

    /// Bytes that one user adds at once; eight minutes' worth where it is not given.
    Optional<MemorySize> bytesBurst();

    /// Bytes that all together add to one room in a minute, lastingly; sixteen users' worth where it is not given.
    Optional<MemorySize> roomBytesPerMinute();

    /// Bytes that all together add to one room at once; eight minutes' worth where it is not given.
    Optional<MemorySize> roomBytesBurst();

    /// Bytes that passing events of one user in one room may bring to its listeners in a second, lastingly:
    /// those of each event, times all who are online there.
    @WithDefault("2M")
    MemorySize emitBytesPerSecond();

    /// The same at once.
    @WithDefault("8M")
    MemorySize emitBytesBurst();

    /// Connections on each pod; beyond it an upgrade is answered 503.
    @WithDefault("20000")
    int connections();
}
