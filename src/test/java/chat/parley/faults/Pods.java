package chat.parley.faults;

import chat.parley.kit.Pod;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The pods that clients connect to in turn, as with a load balancer. Thread-safe.
final class Pods {
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final Optional<URI> front;
    private final AtomicInteger turn = new AtomicInteger();

    Pods(List<Pod> pods) {
        this(pods, Optional.empty());
    }

    /// @param front a real load balancer, which then decides where a client gets to
    Pods(List<Pod> pods, Optional<URI> front) {
        this.pods.addAll(pods);
        this.front = front;
    }

    Pod next() {
        List<Pod> now = List.copyOf(pods);
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    /// The address by which a client reaches a pod.
    URI address(Pod pod) {
        return front.orElseGet(pod::socket);
    }

    void add(Pod pod) {
        pods.add(pod);
    }

    void remove(Pod pod) {
        pods.remove(pod);
    }

    List<Pod> all() {
        return List.copyOf(pods);
    }
}
