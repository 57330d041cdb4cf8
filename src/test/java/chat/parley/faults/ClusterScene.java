package chat.parley.faults;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Shared;
import chat.parley.kit.Town;

/// Three pods with the usual limits on a real Redis cluster, for the faults of clusters.
final class ClusterScene extends Shared<ClusterScene.Running> {

    record Running(Town town, OwnCluster cluster, Scene scene) implements Shared.Place {
        private static Running start() {
            OwnCluster cluster = new OwnCluster("faults of a cluster");
            Town town = new Town();
            String[] settings = Scale.settings(cluster.settings().toArray(String[]::new));
            return new Running(town, cluster, new Scene(town, () -> town.pod(settings)));
        }

        @Override
        public void close() {
            town.close();
            cluster.close();
        }
    }

    ClusterScene() {
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
