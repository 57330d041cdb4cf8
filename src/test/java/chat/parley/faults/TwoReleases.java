package chat.parley.faults;

import chat.parley.kit.Pod;
import chat.parley.kit.Shared;
import chat.parley.kit.Town;

/// A pod of the release before this one and one of this release, on one Redis.
final class TwoReleases extends Shared<TwoReleases.Running> {
    private static final String[] SETTINGS = {"parley.presence.grace=2s", "parley.broadcast=everyone"};

    record Running(Town town, PreviousBuild previous, Pod former, Pod latter) implements Shared.Place {
        private static Running start() {
            PreviousBuild previous = PreviousBuild.find();
            Town town = new Town();
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
