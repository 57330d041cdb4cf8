package chat.parley.archive;

import java.util.Locale;

/// Which database keeps the archive (`parley.archive`).
enum ArchiveKind {
    NONE,
    POSTGRESQL;

    /// The kind with this name in the settings, which were checked before.
    static ArchiveKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
