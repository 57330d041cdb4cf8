package chat.parley.admin;

import chat.parley.presence.Pod;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/// How the connections are spread over the pods.
@Singleton
public final class PodLoads {

    private final RedisPodRecords records;
    private final Pod pod;

    PodLoads(RedisPodRecords records, Pod pod) {
        this.records = records;
        this.pod = pod;
    }

    /// Every other pod with a lease; one that has not reported itself yet has no connections.
    public Future<List<PodLoad>> others() {
        return records.loads()
                .map(all -> all.stream()
                        .filter(load -> !load.pod().equals(pod.name()))
                        .toList());
    }
}
