package chat.parley.faults;

import chat.parley.kit.Pod;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The pods that clients are sent to by turns, as a load balancer does it. Thread-safe.
final class Pods {
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    Pods(List<Pod> pods) {
        this.pods.addAll(pods);
    }

    Pod next() {
        List<Pod> now = List.copyOf(pods);
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
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
