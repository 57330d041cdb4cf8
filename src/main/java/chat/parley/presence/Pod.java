package chat.parley.presence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// This process. Its name is the host name (on Kubernetes the pod's) and a random suffix, so that two
/// processes of a host, at once or in succession, never share a name.
@Singleton
public final class Pod {

    private static final int LONGEST_HOST = 40;

    private final String name;

    @Inject
    public Pod(@ConfigProperty(name = "HOSTNAME") Optional<String> host) {
        this(host.orElse("pod"), new SecureRandom().nextInt(0x10000));
    }

    Pod(String host, int random) {
        String prefix = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        this.name = prefix.substring(0, Math.min(prefix.length(), LONGEST_HOST)) + "-" + "%04x".formatted(random);
    }

    /// `[a-z0-9-]+`, unique over all pods.
    public String name() {
        return name;
    }
}
