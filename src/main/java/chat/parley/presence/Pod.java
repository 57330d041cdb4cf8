package chat.parley.presence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// This process: its name is the host's, which on Kubernetes is the pod's, and something of its own, so that two
/// processes of one host, or one after the other, are never taken for the same.
@Singleton
public final class Pod {

    private static final int LONGEST_HOST = 40;

    private final String name;

    @Inject
    public Pod(@ConfigProperty(name = "HOSTNAME") Optional<String> host) {
        this(host.orElse("pod"), new SecureRandom().nextInt(0x10000));
    }

    Pod(String host, int random) {
        String word = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        this.name = word.substring(0, Math.min(word.length(), LONGEST_HOST)) + "-" + "%04x".formatted(random);
    }

    /// `[a-z0-9-]+`, unique over all pods.
    public String name() {
        return name;
    }
}
