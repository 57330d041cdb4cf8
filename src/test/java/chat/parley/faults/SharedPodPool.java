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

    record Running(PodCluster podCluster, LossyProxy proxy, PodPool pool) implements SharedFixture.Resources {
        private static Running start() {
            PodCluster podCluster = new PodCluster();
            LossyProxy proxy = new LossyProxy(podCluster.redis().address());
            return new Running(
                    podCluster,
                    proxy,
                    new PodPool(podCluster, () -> podCluster.podThrough(proxy.address(), Scale.settings())));
        }

        @Override
        public void close() {
            podCluster.close();
            proxy.close();
        }
    }

    SharedPodPool() {
        super(Running.class, Running::start);
    }

    /// Three pods, all of them ready.
    Pods pods() {
        return running().pool().pods();
    }

    /// As many new pods, all of them ready.
    List<Pod> successors() {
        return running().pool().successors();
    }

    OwnRedis redis() {
        return running().podCluster().redis();
    }

    /// The proxy through which the pods reach their Redis.
    LossyProxy proxy() {
        return running().proxy();
    }
}
