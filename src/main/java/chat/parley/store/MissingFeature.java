package chat.parley.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A feature that a Redis server lacks, described for its operator.
///
/// @param expected always the same text for the same lack
/// @param error the error that Redis returned; `""` if it returned none
public record MissingFeature(String expected, String error) {
    private static final Pattern KEY = Pattern.compile("access (a key|one of the keys|at least one of the keys)");
    private static final Pattern CHANNEL =
            Pattern.compile("(access (a channel|one of the channels)|publish to the channel)");
    private static final String MANUAL = "; see \"What Redis has to do\" in src/docs/operating.md";

    /// Redis refuses commands for the time being.
    static MissingFeature of(RedisErrorCode code, String error) {
        return new MissingFeature("expected a Redis that takes commands, but " + code.meaning(), error);
    }

    /// Redis answered a command with an error.
    public static MissingFeature of(KeyPrefix prefix, String command, String error) {
        Optional<RedisErrorCode> code = RedisErrorCode.of(error);
        if (code.equals(Optional.of(RedisErrorCode.NOPERM))) {
            return ofRights(prefix, List.of(command), error);
        }
        return code.map(known -> of(known, error))
                .orElseGet(() -> new MissingFeature("expected a Redis that runs " + command, error));
    }

    /// The Redis user lacks rights; the error of the first of these commands shows which.
    static MissingFeature ofRights(KeyPrefix prefix, List<String> commands, String error) {
        if (KEY.matcher(error).find()) {
            return new MissingFeature(
                    "expected the right to read and write the keys " + prefix.key("*") + " (ACL rule ~"
                            + prefix.key("*") + ")",
                    error);
        }
        if (CHANNEL.matcher(error).find()) {
            return new MissingFeature(
                    "expected the right to publish and subscribe to the channels " + prefix.key("*") + " (ACL rule &"
                            + prefix.key("*") + ")",
                    error);
        }
        String rules = commands.stream().map(MissingFeature::rule).collect(Collectors.joining(" "));
        return new MissingFeature(
                "expected the right to run " + String.join(", ", commands) + " (ACL rule"
                        + (commands.size() > 1 ? "s " : " ") + rules + ")",
                error);
    }

    private static String rule(String command) {
        return "+" + command.toLowerCase(Locale.ROOT).replace(' ', '|');
    }

    /// The lack and Redis' error in one sentence.
    public String text() {
        return expected + (error.isEmpty() ? "" : ", Redis said: " + error) + MANUAL;
    }
}
