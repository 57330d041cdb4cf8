package chat.parley.members;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;

/// One pod; its tests delete records from its Redis.
final class RecordsCluster extends SharedFixture<RecordsCluster.Running> {

    record Running(PodCluster podCluster, Pod pod) implements SharedFixture.Resources {
        private static Running start() {
            PodCluster podCluster = new PodCluster();
            Running running = new Running(
                    podCluster,
                    podCluster.pod(
                            "parley.presence.grace=2s",
                            "parley.limits.messages-per-second=10000",
                            "parley.limits.messages-burst=10000"));
            podCluster.ready();
            return running;
        }

        @Override
        public void close() {
            podCluster.close();
        }
    }

    RecordsCluster() {
        super(Running.class, Running::start);
    }

    Pod pod() {
        return running().pod();
    }

    PodCluster podCluster() {
        return running().podCluster();
    }
}
