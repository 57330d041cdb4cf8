package chat.parley.auth;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;
import chat.parley.kit.TeamIssuer;

/// Two pods that accept tokens of a team's issuer, for all tests of this package: one that also allows guests
/// and trusts the proxy on this machine, and one for the team alone, which trusts no proxy.
final class IssuerCluster extends SharedFixture<IssuerCluster.Running> {
    /// From one public address.
    static final int GUESTS_A_MINUTE = 3;

    record Running(PodCluster podCluster, TeamIssuer issuer, Pod open, Pod closed) implements SharedFixture.Resources {
        private static Running start() {
            PodCluster podCluster = new PodCluster();
            TeamIssuer issuer = new TeamIssuer();
            Running running = new Running(
                    podCluster,
                    issuer,
                    podCluster.pod(issuer.settings(
                            "parley.trusted-proxies=127.0.0.1,::1,10.0.0.0/8",
                            "parley.limits.guests-per-minute=" + GUESTS_A_MINUTE)),
                    podCluster.pod(issuer.settings(
                            "parley.guests=false",
                            "parley.issuer.client-id=the-page",
                            "parley.issuer.names=claim",
                            "parley.rooms.create=role",
                            "quarkus.log.category.\"chat.parley\".level=DEBUG")));
            podCluster.ready();
            return running;
        }

        @Override
        public void close() {
            podCluster.close();
            issuer.close();
        }
    }

    IssuerCluster() {
        super(Running.class, Running::start);
    }

    TeamIssuer issuer() {
        return running().issuer();
    }

    Pod open() {
        return running().open();
    }

    Pod closed() {
        return running().closed();
    }
}
