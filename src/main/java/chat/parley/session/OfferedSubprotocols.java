package chat.parley.session;

import chat.parley.admission.Excerpt;
import java.util.List;
import java.util.regex.Pattern;

/// The subprotocols that a client offers, as they may be shown to it and logged. One of them may be a token,
/// also a misplaced one, so only those too short to be a token are shown.
final class OfferedSubprotocols {

    private static final int MOST = 5;
    private static final String TOKEN = "parley.token";
    /// A secret of 16 bytes has 22 characters in base64.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9.+_-]{1,20}");

    private OfferedSubprotocols() {}

    static String shown(List<String> offered) {
        List<String> harmless = offered.stream()
                .filter(word ->
                        HARMLESS.matcher(word).matches() && !word.regionMatches(true, 0, TOKEN, 0, TOKEN.length()))
                .limit(MOST)
                .map(Excerpt::of)
                .toList();
        int others = offered.size() - harmless.size();
        return String.join(", ", harmless)
                + (harmless.isEmpty() || others == 0 ? "" : " and ")
                + (others == 0 ? "" : others + " that are not shown");
    }
}
