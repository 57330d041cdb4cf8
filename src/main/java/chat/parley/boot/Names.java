package chat.parley.boot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds names that look like ours and are not: whoever mistypes one would believe that it holds.
final class Names {

    /// Of a profile, as in `%prod.parley.guests` and `_PROD_PARLEY_GUESTS`.
    private static final Pattern PROPERTY = Pattern.compile("(?:%[^.]+\\.)?(parley\\..+)");

    private static final Pattern VARIABLE = Pattern.compile("(?:_[A-Z0-9]+_)?(PARLEY_.*)", Pattern.CASE_INSENSITIVE);

    /// What Kubernetes, and Docker before it, tell each container of a Service named `parley` or `parley-…`.
    private static final Pattern SERVICE = Pattern.compile(
            "PARLEY_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_PORT = Pattern.compile("PARLEY_(.+_)?PORT");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    /// Read by no mapping, and by development and tests alone.
    private static final Set<String> MORE = Set.of("PARLEY_DEV_REDIS_SERVER");

    private static final Set<String> PROPERTIES =
            Settings.OURS.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> VARIABLES = Stream.concat(
                    MORE.stream(), Settings.OURS.stream().map(Setting::variable))
            .collect(Collectors.toUnmodifiableSet());

    private Names() {}

    /// A sentence for each property that nothing reads. A variable's own is not told of again: of each the framework
    /// makes
    /// one, whether there is such a setting or not.
    static Stream<String> unknownProperties(Given given) {
        return given.names().stream()
                .sorted()
                .filter(name -> !fromVariable(name, given))
                .filter(name -> part(PROPERTY, name)
                        .filter(ours -> !PROPERTIES.contains(ours))
                        .isPresent())
                .map(name -> unknown(name, part(PROPERTY, name).orElse(name)));
    }

    /// A sentence for each environment variable that nothing reads.
    static Stream<String> unknownVariables(Given given) {
        return given.names().stream()
                .sorted()
                .filter(name -> part(VARIABLE, name)
                        .filter(ours -> !isVariable(ours) && !isService(ours, given))
                        .isPresent())
                .map(name -> unknown(name, part(VARIABLE, name).orElse(name)));
    }

    private static boolean fromVariable(String property, Given given) {
        String variable = Setting.variable(part(PROPERTY, property).orElse(property));
        return given.names().stream()
                .anyMatch(name ->
                        part(VARIABLE, name).filter(variable::equalsIgnoreCase).isPresent());
    }

    private static Optional<String> part(Pattern ours, String name) {
        Matcher found = ours.matcher(name);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /// As it is or in small letters: both are read.
    private static boolean isVariable(String name) {
        return VARIABLES.contains(name)
                || PROPERTIES.stream().anyMatch(property -> name.equals(property.replaceAll("[^a-z0-9]", "_")));
    }

    private static boolean isService(String name, Given given) {
        return SERVICE.matcher(name).matches()
                || (SERVICE_PORT.matcher(name).matches()
                        && given.value(name)
                                .filter(value -> SERVICE_ADDRESS.matcher(value).matches())
                                .isPresent());
    }

    private static String unknown(String name, String ours) {
        return name + ": expected a setting, and there is none of that name; the nearest is "
                + nearest(Setting.variable(ours)).title() + ".";
    }

    private static Setting nearest(String variable) {
        String word = bare(variable);
        return Stream.of(Settings.OURS, Settings.OTHERS)
                .flatMap(List::stream)
                .min(Comparator.comparingInt(setting ->
                        Typing.effort(word, bare(setting.usual().isEmpty() ? setting.variable() : setting.usual()))))
                .orElseThrow();
    }

    private static String bare(String variable) {
        return variable.replaceFirst("^(PARLEY|QUARKUS)_", "");
    }
}
