package chat.parley.town;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Pod;
import chat.parley.kit.Shared;
import chat.parley.kit.Town;

/// Three pods on one Redis for all tests that kill nobody; started by the first of them, ended after the last.
final class UsualTown extends Shared<UsualTown.Running> {
    private static final String[] GENEROUS = {
        "parley.presence.grace=2s",
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=100000",
        "parley.limits.commands-burst=100000"
    };

    static final String FRIEND = "https://friend.example";

    /// @param here where one talks as much as one likes
    /// @param there another one like it
    /// @param strict with the limits of production, and impatient
    record Running(Town town, Pod here, Pod there, Pod strict) implements Shared.Place {
        private static Running start() {
            Town town = new Town();
            Running running = new Running(
                    town,
                    town.pod(GENEROUS),
                    town.pod(GENEROUS),
                    town.pod(
                            "parley.origins=" + FRIEND,
                            "parley.hello-timeout=3s",
                            "parley.heartbeat.interval=2s",
                            "parley.heartbeat.timeout=1s",
                            "parley.limits.connections=3",
                            "parley.broadcast=everyone",
                            "parley.presence.grace=2s"));
            town.ready();
            return running;
        }

        @Override
        public void close() {
            town.close();
        }
    }

    UsualTown() {
        super(Running.class, Running::start);
    }

    Pod here() {
        return running().here();
    }

    Pod there() {
        return running().there();
    }

    Pod strict() {
        return running().strict();
    }

    OwnRedis redis() {
        return running().town().redis();
    }
}
