package chat.parley.faults;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.LossyWay;
import chat.parley.kit.Pod;
import chat.parley.kit.Shared;
import chat.parley.kit.Town;
import java.util.List;

/// Three pods with the usual limits, behind a lossy way to one Redis, for all faults that leave a healthy store behind;
/// started by the first of them, ended after the last. A pod that a fault has ended is replaced before the next.
final class CommonScene extends Shared<CommonScene.Running> {

    record Running(Town town, LossyWay way, Scene scene) implements Shared.Place {
        private static Running start() {
            Town town = new Town();
            LossyWay way = new LossyWay(town.redis().address());
            return new Running(town, way, new Scene(town, () -> town.podThrough(way.address(), Scale.settings())));
        }

        @Override
        public void close() {
            town.close();
            way.close();
        }
    }

    CommonScene() {
        super(Running.class, Running::start);
    }

    /// Three, all of them ready.
    Pods pods() {
        return running().scene().pods();
    }

    /// As many more, all of them ready.
    List<Pod> successors() {
        return running().scene().successors();
    }

    OwnRedis redis() {
        return running().town().redis();
    }

    /// On which the pods reach their Redis.
    LossyWay way() {
        return running().way();
    }
}
