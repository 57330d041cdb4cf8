package chat.parley.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds names that look like ours but are unknown: whoever mistypes a name would believe that it takes
/// effect.
final class Names {

    /// With a profile, too, as in `%prod.parley.guests` and `_PROD_PARLEY_GUESTS`.
    private static final Pattern PROPERTY = Pattern.compile("(?:%[^.]+\\.)?(parley\\..+)");

    private static final Pattern VARIABLE = Pattern.compile("(?:_[A-Z0-9]+_)?(PARLEY_.*)", Pattern.CASE_INSENSITIVE);

    /// What Kubernetes, and Docker before it, set in each container for a Service named `parley` or
    /// `parley-…`.
    private static final Pattern SERVICE = Pattern.compile(
            "PARLEY_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_PORT = Pattern.compile("PARLEY_(.+_)?PORT");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Given given;
    private final Set<String> properties = new HashSet<>();
    /// As they are or in lower case: both are read.
    private final Set<String> variables = new HashSet<>();

    private Names(Given given) {
        this.given = given;
        for (Setting setting : Settings.OURS) {
            properties.add(setting.name());
            variables.add(setting.variable());
            variables.add(setting.name().replaceAll("[^a-z0-9]", "_"));
        }
        // Read by no mapping, and only in development and tests.
        variables.add("PARLEY_DEV_REDIS_SERVER");
    }

    /// A sentence for each name that nothing reads.
    ///
    /// @param all properties, too, not only environment variables
    static List<String> unknown(Given given, boolean all) {
        Names names = new Names(given);
        List<String> sentences = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (String name : names.sorted(VARIABLE)) {
            String ours = part(VARIABLE, name);
            reported.add(Setting.variable(ours));
            if (!names.variables.contains(ours) && !names.isService(ours)) {
                sentences.add(sentence(name, ours));
            }
        }
        for (String name : all ? names.sorted(PROPERTY) : Set.<String>of()) {
            String ours = part(PROPERTY, name);
            // The framework turns each variable into a property, whether there is such a setting or not.
            if (!names.properties.contains(ours) && !reported.contains(Setting.variable(ours))) {
                sentences.add(sentence(name, ours));
            }
        }
        return sentences;
    }

    private Set<String> sorted(Pattern ours) {
        Set<String> found = new TreeSet<>();
        for (String name : given.names()) {
            if (ours.matcher(name).matches()) {
                found.add(name);
            }
        }
        return found;
    }

    /// The name without its profile.
    private static String part(Pattern ours, String name) {
        Matcher found = ours.matcher(name);
        return found.matches() ? found.group(1) : name;
    }

    private boolean isService(String name) {
        return SERVICE.matcher(name).matches()
                || (SERVICE_PORT.matcher(name).matches()
                        && SERVICE_ADDRESS.matcher(given.text(name)).matches());
    }

    private static String sentence(String name, String ours) {
        return name + ": expected the name of a setting; the nearest is "
                + nearest(Setting.variable(ours)).title() + ".";
    }

    private static Setting nearest(String variable) {
        List<Setting> all = new ArrayList<>(Settings.OURS);
        all.addAll(Settings.OTHERS);
        Setting nearest = all.getFirst();
        int least = Integer.MAX_VALUE;
        for (Setting setting : all) {
            String meant = setting.usual().isEmpty() ? setting.variable() : setting.usual();
            int effort = Typing.effort(bare(variable), bare(meant));
            if (effort < least) {
                nearest = setting;
                least = effort;
            }
        }
        return nearest;
    }

    private static String bare(String variable) {
        return variable.replaceFirst("^(PARLEY|QUARKUS)_", "");
    }
}
