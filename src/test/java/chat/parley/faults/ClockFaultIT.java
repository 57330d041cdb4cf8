package chat.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.FakeTime;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pods whose clocks are five minutes off, in both directions, beside one that is right.
@Lane(Lane.LOAD)
final class ClockFaultIT {
    private static final long NEAR_MS = 2_000;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    @Test
    void clocksAreWrong() {
        Pod right = PODS.pod(Scale.settings());
        Pod ahead = PODS.podIn(FakeTime.of("+5m"), Scale.settings());
        Pod behind = PODS.podIn(FakeTime.of("-5m"), Scale.settings());
        PODS.ready();
        List<Pod> pods = List.of(right, ahead, behind);
        String room = PodCluster.room();
        try (Crowd crowd = new Crowd(new Pods(pods), Scale.CLIENTS, Scale.ROOMS, Scale.EACH);
                Member ada = Member.named("Ada", ahead)) {
            assertTrue(clock(ahead) - clock(right) > TimeUnit.MINUTES.toMillis(4), "the clock is not wrong");
            assertTrue(clock(right) - clock(behind) > TimeUnit.MINUTES.toMillis(4), "the clock is not wrong");
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.LEASE.plus(Scale.CALM));
            // They reconnect at once, with tokens that other pods made.
            crowd.clients().forEach(Client::reconnect);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);

            long furthest = 0;
            long last = 0;
            for (Pod pod : pods) {
                ada.back(pod);
                ada.joins(room);
                long asked = System.currentTimeMillis();
                JsonNode sent = ada.says(room, "from " + pod.port());
                JsonNode again = ada.pings();
                long answered = System.currentTimeMillis();
                for (long told :
                        new long[] {sent.get("at").asLong(), again.get("now").asLong()}) {
                    furthest = Math.max(furthest, Math.max(asked - told, told - answered));
                }
                assertTrue(sent.get("at").asLong() >= last);
                last = sent.get("at").asLong();
                JsonNode first = ada.says(room, "same", "same");
                assertEquals(pod != right, first.get("duplicate").asBoolean(), "one cid through " + pod.port());
            }

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            long gone = crowd.wronglyGone(List.of());
            Report.row(
                    "clocks of two pods 5 min ahead and behind",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "times told are %d ms off at most; %d came back with another pod's token, %d refused;"
                                    + " shown as gone: %d; one cid through all three: stored once",
                            furthest,
                            crowd.comebacks().size(),
                            crowd.failures().size(),
                            gone));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.resets());
            assertEquals(Scale.CLIENTS, crowd.comebacks().size());
            assertTrue(furthest <= NEAR_MS, "off by " + furthest);
            assertEquals(0, gone);
        }
    }

    /// The time of a pod's latest log line, in milliseconds.
    private static long clock(Pod pod) {
        String line =
                pod.said().lines().filter(one -> one.startsWith("{")).toList().getLast();
        return Instant.parse(line.replaceAll(".*\"timestamp\":\"([^\"]+)\".*", "$1"))
                .toEpochMilli();
    }
}
