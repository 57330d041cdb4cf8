package chat.parley.archive;

import chat.parley.store.KeyPrefix;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The archive, if there is one. The pool of connections is created with it, so that nothing of a database starts
/// without.
@Singleton
public final class ArchiveSwitch {

    private final Optional<Archive> archive;

    /// As the settings say.
    ///
    /// @param kind which database keeps what was said for longer than Redis: none by default, since it needs one
    @Inject
    public ArchiveSwitch(
            @ConfigProperty(name = "parley.archive", defaultValue = "none") String kind,
            KeyPrefix prefix,
            Instance<Pool> pool) {
        this(
                switch (ArchiveKind.of(kind)) {
                    case NONE -> Optional.empty();
                    case POSTGRESQL -> Optional.of(new PostgresArchive(pool.get(), prefix.word()));
                });
    }

    /// With this one.
    ArchiveSwitch(Optional<Archive> archive) {
        this.archive = archive;
    }

    /// Empty unless one is switched on.
    public Optional<Archive> archive() {
        return archive;
    }
}
