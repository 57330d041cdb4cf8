package chat.parley.faults;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;

/// A pod of the release before this one and one of this release, on one Redis.
final class TwoReleases extends SharedFixture<TwoReleases.Running> {
    private static final String[] SETTINGS = {"parley.presence.grace=2s", "parley.broadcast=everyone"};

    record Running(PodCluster town, PreviousBuild previous, Pod former, Pod latter) implements SharedFixture.Place {
        private static Running start() {
            PreviousBuild previous = PreviousBuild.find();
            PodCluster town = new PodCluster();
            Running running = new Running(town, previous, town.podOf(previous.jar(), SETTINGS), town.pod(SETTINGS));
            town.ready();
            return running;
        }

        @Override
        public void close() {
            town.close();
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
