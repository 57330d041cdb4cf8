package chat.parley.limits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The trusted proxies in front of the pods (`parley.trusted-proxies`: addresses and networks, separated by
/// commas), and what they report: the client's address and whether it used TLS. Anyone can send such headers,
/// so nobody else is trusted, and of a chain of addresses only what the listed proxies added.
@Singleton
public final class Proxies {

    private final List<Network> trusted;

    @Inject
    public Proxies(@ConfigProperty(name = "parley.trusted-proxies") Optional<List<String>> trusted) {
        this(trusted.orElse(List.of()));
    }

    Proxies(Collection<String> trusted) {
        this.trusted = trusted.stream().map(Network::of).toList();
    }

    /// The address that a connection came from.
    ///
    /// @param peer the address at its other end
    /// @param forwarded the values of `X-Forwarded-For`, as received
    public String client(String peer, List<String> forwarded) {
        List<String> chain = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(Proxies::withoutPort)
                .toList();
        String client = peer;
        for (int i = chain.size() - 1; i >= 0 && trusts(client); i--) {
            if (!Network.isAddress(chain.get(i))) {
                return client;
            }
            client = chain.get(i);
        }
        return client;
    }

    /// Whether the client used TLS, according to trusted proxies.
    ///
    /// @param proto the values of `X-Forwarded-Proto`
    public boolean secure(String peer, List<String> proto) {
        return trusts(peer) && proto.size() == 1 && proto.getFirst().strip().equalsIgnoreCase("https");
    }

    /// Whether the headers of this address are trusted.
    public boolean trusts(String address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    /// `192.0.2.1:4711` and `[2001:db8::1]:4711` are in use, too.
    private static String withoutPort(String text) {
        String address = text.strip();
        if (address.startsWith("[")) {
            address = address.replaceFirst("^\\[([^]]*)].*$", "$1");
        } else if (address.matches("[0-9.]+:\\d+")) {
            address = address.substring(0, address.indexOf(':'));
        }
        return CountedAddress.withoutZone(address);
    }
}
