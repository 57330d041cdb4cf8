package chat.parley.faults;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.LossyProxy;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;
import java.util.List;

/// Three pods with default limits, behind a lossy proxy to one Redis, for all faults that leave a healthy
/// store behind; the first of them starts it, and it ends after the last. A pod that a fault has ended is
/// replaced before the next fault.
final class SharedPodPool extends SharedFixture<SharedPodPool.Running> {

    record Running(PodCluster town, LossyProxy way, PodPool scene) implements SharedFixture.Place {
        private static Running start() {
            PodCluster town = new PodCluster();
            LossyProxy way = new LossyProxy(town.redis().address());
            return new Running(town, way, new PodPool(town, () -> town.podThrough(way.address(), Scale.settings())));
        }

        @Override
        public void close() {
            town.close();
            way.close();
        }
    }

    SharedPodPool() {
        super(Running.class, Running::start);
    }

    /// Three, all of them ready.
    Pods pods() {
        return running().scene().pods();
    }

    /// As many new pods, all of them ready.
    List<Pod> successors() {
        return running().scene().successors();
    }

    OwnRedis redis() {
        return running().town().redis();
    }

    /// The proxy through which the pods reach their Redis.
    LossyProxy way() {
        return running().way();
    }
}
