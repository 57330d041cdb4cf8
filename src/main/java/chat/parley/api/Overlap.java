package chat.parley.api;

import chat.parley.protocol.Problem;
import chat.parley.protocol.Quote;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long both secrets of a rotated key are good: `0s`, `90m`, `24h` or `7d`.
final class Overlap {

    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})([smhd])");

    private Overlap() {}

    /// 24 hours where nothing is said; anything else than a time up to 30 days is a `bad_request`.
    static Duration of(Optional<String> text) {
        return text.map(Overlap::read).orElse(USUAL);
    }

    private static Duration read(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            Duration overlap = Duration.ofSeconds(Long.parseLong(form.group(1)) * seconds(form.group(2)));
            if (overlap.compareTo(LONGEST) <= 0) {
                return overlap;
            }
        }
        throw Problem.badRequest("overlap: expected a time from 0s to 30d, as in 24h, got " + Quote.of(text));
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
    }
}
