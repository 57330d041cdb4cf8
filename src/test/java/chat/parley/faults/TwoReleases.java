package chat.parley.faults;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;

/// A pod of the release before this one and one of this release, on one Redis.
final class TwoReleases extends SharedFixture<TwoReleases.Running> {
    private static final String[] SETTINGS = {"parley.presence.grace=2s", "parley.broadcast=everyone"};

    record Running(PodCluster podCluster, PreviousBuild previous, Pod former, Pod latter)
            implements SharedFixture.Resources {
        private static Running start() {
            PreviousBuild previous = PreviousBuild.find();
            PodCluster podCluster = new PodCluster();
            Running running = new Running(
                    podCluster, previous, podCluster.podOf(previous.jar(), SETTINGS), podCluster.pod(SETTINGS));
            podCluster.ready();
            return running;
        }

        @Override
        public void close() {
            podCluster.close();
        }
    }

    TwoReleases() {
        super(Running.class, Running::start);
    }

    PreviousBuild previous() {
        return running().previous();
    }

    Pod former() {
        return running().former();
    }

    Pod latter() {
        return running().latter();
    }
}
