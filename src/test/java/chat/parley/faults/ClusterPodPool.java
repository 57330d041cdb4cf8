package chat.parley.faults;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;

/// Three pods with default limits on a real Redis cluster, for cluster faults.
final class ClusterPodPool extends SharedFixture<ClusterPodPool.Running> {

    record Running(PodCluster podCluster, OwnCluster cluster, PodPool pool) implements SharedFixture.Resources {
        private static Running start() {
            OwnCluster cluster = new OwnCluster("faults of a cluster");
            PodCluster podCluster = new PodCluster();
            String[] settings = Scale.settings(cluster.settings().toArray(String[]::new));
            return new Running(podCluster, cluster, new PodPool(podCluster, () -> podCluster.pod(settings)));
        }

        @Override
        public void close() {
            podCluster.close();
            cluster.close();
        }
    }

    ClusterPodPool() {
        super(Running.class, Running::start);
    }

    /// Three pods, all of them ready.
    Pods pods() {
        return running().pool().pods();
    }

    OwnCluster cluster() {
        return running().cluster();
    }
}
