package chat.parley.limits;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/// Refuses to start with limits that nobody can mean, in one sentence that names the setting.
@Singleton
final class LimitsCheck {

    /// The framework reads messages up to 4 MiB; beyond it a frame would end without a close code.
    private static final long LARGEST_FRAME = 4L << 20;

    void started(@Observes StartupEvent start, LimitsConfig limits) {
        atLeastOne(limits).forEach((setting, value) -> within(setting, value, Long.MAX_VALUE));
        within("frame-size", limits.frameSize().asLongValue(), LARGEST_FRAME);
        within("text-size", limits.textSize().asLongValue(), limits.frameSize().asLongValue());
        within("data-size", limits.dataSize().asLongValue(), limits.frameSize().asLongValue());
    }

    private static Map<String, Integer> atLeastOne(LimitsConfig limits) {
        Map<String, Integer> values = new LinkedHashMap<>();
        values.put("json-depth", limits.jsonDepth());
        values.put("rooms-per-user", limits.roomsPerUser());
        values.put("connections-per-user", limits.connectionsPerUser());
        values.put("new-rooms-per-hour", limits.newRoomsPerHour());
        values.put("invites-per-hour", limits.invitesPerHour());
        values.put("guests-per-minute", limits.guestsPerMinute());
        values.put("commands-per-second", limits.commandsPerSecond());
        values.put("commands-burst", limits.commandsBurst());
        values.put("messages-per-second", limits.messagesPerSecond());
        values.put("messages-burst", limits.messagesBurst());
        values.put("connections", limits.connections());
        return values;
    }

    private static void within(String setting, long value, long most) {
        if (value < 1 || value > most) {
            throw new ConfigurationException("parley.limits." + setting + ": expected 1"
                    + (most == Long.MAX_VALUE ? " or more" : " to " + most) + ", got " + value + ".");
        }
    }
}
