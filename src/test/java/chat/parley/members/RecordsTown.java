package chat.parley.members;

import chat.parley.kit.Pod;
import chat.parley.kit.Shared;
import chat.parley.kit.Town;

/// One pod whose Redis tests take things out of.
final class RecordsTown extends Shared<RecordsTown.Running> {

    record Running(Town town, Pod pod) implements Shared.Place {
        private static Running start() {
            Town town = new Town();
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

    RecordsTown() {
        super(Running.class, Running::start);
    }

    Pod pod() {
        return running().pod();
    }

    Town town() {
        return running().town();
    }
}
