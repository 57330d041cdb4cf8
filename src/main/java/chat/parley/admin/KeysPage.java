package chat.parley.admin;

import java.util.List;

/// All keys, the newest first.
public record KeysPage(List<KeyLine> keys) implements Overview {

    public KeysPage {
        keys = List.copyOf(keys);
    }
}
