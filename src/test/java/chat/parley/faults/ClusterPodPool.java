package chat.parley.faults;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;

/// Three pods with default limits on a real Redis cluster, for cluster faults.
final class ClusterPodPool extends SharedFixture<ClusterPodPool.Running> {

    record Running(PodCluster town, OwnCluster cluster, PodPool scene) implements SharedFixture.Place {
        private static Running start() {
            OwnCluster cluster = new OwnCluster("faults of a cluster");
            PodCluster town = new PodCluster();
            String[] settings = Scale.settings(cluster.settings().toArray(String[]::new));
            return new Running(town, cluster, new PodPool(town, () -> town.pod(settings)));
        }

        @Override
        public void close() {
            town.close();
            cluster.close();
        }
    }

    ClusterPodPool() {
        super(Running.class, Running::start);
    }

    /// Three, all of them ready.
    Pods pods() {
        return running().scene().pods();
    }

    OwnCluster cluster() {
        return running().cluster();
    }
}
