package chat.parley.members;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;

/// One pod; its tests delete records from its Redis.
final class RecordsCluster extends SharedFixture<RecordsCluster.Running> {

    record Running(PodCluster town, Pod pod) implements SharedFixture.Place {
        private static Running start() {
            PodCluster town = new PodCluster();
            Running running = new Running(
                    town,
                    town.pod(
                            "parley.presence.grace=2s",
                            "parley.limits.messages-per-second=10000",
                            "parley.limits.messages-burst=10000"));
            town.ready();
            return running;
        }

        @Override
        public void close() {
            town.close();
        }
    }

    RecordsCluster() {
        super(Running.class, Running::start);
    }

    Pod pod() {
        return running().pod();
    }

    PodCluster town() {
        return running().town();
    }
}
