package chat.parley.faults;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Three pods of a cluster, replenished to three before each fault.
final class PodPool {
    private static final int PODS = 3;

    private final PodCluster podCluster;
    private final Supplier<Pod> newPod;
    private List<Pod> pods = List.of();

    PodPool(PodCluster podCluster, Supplier<Pod> newPod) {
        this.podCluster = podCluster;
        this.newPod = newPod;
    }

    /// The living pods, and new ones for those missing; all of them ready.
    Pods pods() {
        List<Pod> living = pods.stream().filter(Pod::alive).toList();
        pods = Stream.concat(living.stream(), Stream.generate(newPod).limit(PODS - living.size()))
                .toList();
        podCluster.ready();
        return new Pods(pods);
    }

    /// As many new pods, all of them ready.
    List<Pod> successors() {
        List<Pod> successors = Stream.generate(newPod).limit(PODS).toList();
        podCluster.ready();
        pods = Stream.concat(pods.stream(), successors.stream()).toList();
        return successors;
    }
}
