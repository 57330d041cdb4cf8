package chat.parley.dev;

import java.util.List;

/// The keys in the raw answer to `KEYS`.
final class KeyList {

    private KeyList() {}

    static List<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("*") && !line.startsWith("$") && !line.startsWith("+"))
                .toList();
    }
}
