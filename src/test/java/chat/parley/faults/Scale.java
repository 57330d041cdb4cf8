package chat.parley.faults;

import chat.parley.kit.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long the faults last and how many clients take part: the short form runs with every `verify`, the long
/// one with `-Pwhole` at production's settings. The short one differs only by configuration and durations.
final class Scale {
    static final boolean LONG = Form.isLong();

    static final int CLIENTS = 300;
    static final int ROOMS = 30;
    /// The short form runs beside browsers and other pods: a load that such a machine cannot carry measures how long
    /// it takes to work off what it owes.
    static final int PER_SECOND = LONG ? 500 : 200;
    /// The number of rooms of each client.
    static final int EACH = 2;

    static final Duration LEASE = LONG ? Duration.ofSeconds(15) : Duration.ofSeconds(6);
    static final Duration GRACE = LONG ? Duration.ofSeconds(10) : Duration.ofSeconds(4);
    static final Duration DRAIN = LONG ? Duration.ofSeconds(25) : Duration.ofSeconds(4);
    /// Chat before and after the fault.
    static final Duration CALM = LONG ? Duration.ofSeconds(10) : Duration.ofSeconds(1);

    private Scale() {}

    /// The time allowed for a recovery that takes this many seconds in production, while six pods share the
    /// machine. The short form runs on any machine and allows for a busy one; measurements come from the long
    /// form.
    static double within(double seconds) {
        return LONG ? seconds : 4 * seconds;
    }

    /// The settings of this form, plus others.
    static String[] settings(String... others) {
        List<String> settings = new ArrayList<>(List.of(others));
        if (!LONG) {
            settings.addAll(List.of(
                    "parley.presence.lease=" + LEASE.toSeconds() + "s",
                    "parley.presence.grace=" + GRACE.toSeconds() + "s",
                    "parley.drain.duration=" + DRAIN.toSeconds() + "s"));
        }
        return settings.toArray(String[]::new);
    }
}
