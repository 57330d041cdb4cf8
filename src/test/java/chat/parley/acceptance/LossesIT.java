package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pods that shut down in order (protocol.md section 5, `bye`). Package `faults` tests pods and Redis under
/// load.
@Lane(Lane.PROTOCOL)
final class LossesIT {
    private static final String[] TALKATIVE = {
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=100000",
        "parley.limits.commands-burst=100000",
        "parley.drain.duration=6s"
    };

    @RegisterExtension
    static final PodCluster CLUSTER = new PodCluster();

    private static final List<Pod> PODS = new ArrayList<>();

    /// Two pods are running at the start of each test.
    @BeforeEach
    void twoPodsLive() {
        PODS.removeIf(pod -> !pod.alive());
        while (PODS.size() < 2) {
            PODS.add(CLUSTER.pod(TALKATIVE));
        }
        CLUSTER.ready();
    }

    @Test
    void drainingPodClosesItsConnectionsAndAcceptsNoMore() {
        Pod pod = PODS.get(0);
        List<Member> members = new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(i -> Member.named("Member " + i, pod))
                .toList());
        pod.terminate();
        for (Member member : members) {
            JsonNode bye = member.heard()
                    .first("bye", frame -> frame.path("ev").asText().equals("bye"));
            assertTrue(bye.get("after").asLong() < 6_000, bye::toString);
            assertTrue(bye.has("reason"), bye::toString);
        }
        // A member disconnects last; until then the pod answers and refuses new clients.
        RawHttp.Answer newcomer = RawHttp.once(pod.port(), RawHttp.upgrade(pod.port()));
        assertEquals(503, newcomer.status());
        assertEquals("5", newcomer.header("Retry-After"));
        assertEquals(1, Meters.of(pod).sum("parley_requests_refused_total", "reason=\"draining\""));
        assertTrue(newcomer.body().contains("parley.drain.duration"), newcomer.body());
        assertTrue(
                newcomer.body().contains("\"code\":\"unavailable\",\"retry\":true,\"after\":5000}"), newcomer.body());
        members.forEach(member -> assertEquals(1012, member.heard().end().code(), member.name()));
        pod.end(20);
        members.forEach(Member::close);
    }

    @Test
    void podWithoutConnectionsStopsAtOnce() {
        Pod pod = CLUSTER.pod("parley.drain.duration=60s");
        CLUSTER.ready();
        pod.terminate();
        pod.end(10);
    }
}
