package chat.parley.town;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.RawSocket;
import chat.parley.kit.Town;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pods that die or go, and a Redis that is restarted, with the settings of production but for how much one may say
/// (protocol.md section 6).
final class LossesIT {
    private static final String[] TALKATIVE = {
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=100000",
        "parley.limits.commands-burst=100000",
        "parley.drain.duration=3s"
    };

    @RegisterExtension
    static final Town TOWN = new Town();

    private static final List<Pod> PODS = new ArrayList<>();

    /// Two pods live at the start of each test.
    @BeforeEach
    void twoPodsLive() {
        PODS.removeIf(pod -> !pod.alive());
        while (PODS.size() < 2) {
            PODS.add(TOWN.pod(TALKATIVE));
        }
        TOWN.ready();
    }

    @Test
    void aPodKilledWhileOneSpeaksLosesAndDoublesNothing() throws InterruptedException {
        String room = Town.room();
        try (Member ada = Member.named("Ada", PODS.get(0));
                Member grace = Member.named("Grace", PODS.get(1))) {
            grace.joins(room);
            String epoch = ada.joins(room).get("epoch").asText();
            Connection first = ada.connection();
            Map<String, String> cids = new LinkedHashMap<>();
            AtomicBoolean killed = new AtomicBoolean();
            Thread speaker = Thread.startVirtualThread(() -> {
                for (int i = 0; i < 20_000 && !killed.get(); i++) {
                    cids.put(first.sends("send", "room", room, "cid", "c" + i, "text", "message " + i), "c" + i);
                }
            });
            first.heard()
                    .atLeast(
                            200,
                            "acknowledged messages",
                            frame -> frame.at("/ok/id").isTextual(),
                            Duration.ofSeconds(20));
            PODS.get(0).kill();
            first.heard().end();
            killed.set(true);
            speaker.join();

            List<String> acknowledged = first
                    .heard()
                    .all(frame -> frame.at("/ok/id").isTextual())
                    .stream()
                    .map(frame -> frame.at("/ok/id").asText())
                    .toList();
            List<JsonNode> seen = new ArrayList<>(first.heard().all(Member.message(room)));
            long seq = seen.isEmpty() ? 0 : seen.getLast().get("seq").asLong();
            ada.back(PODS.get(1), room, epoch, seq);
            JsonNode state = ada.found(room);
            assertTrue(List.of("replay", "current").contains(state.get("state").asText()), state::toString);
            state.path("events").forEach(seen::add);
            List<String> shown =
                    seen.stream().map(message -> message.get("id").asText()).toList();
            assertTrue(shown.containsAll(acknowledged), "what was acknowledged is there");

            List<String> outbox = cids.values().stream()
                    .filter(cid -> !shown.contains(ada.id() + "." + cid))
                    .toList();
            List<String> refs = outbox.stream()
                    .map(cid -> ada.connection().sends("send", "room", room, "cid", cid, "text", "again"))
                    .toList();
            refs.forEach(ref -> assertTrue(ada.connection().reply(ref).has("ok"), ref));
            List<String> all =
                    cids.values().stream().map(cid -> ada.id() + "." + cid).toList();
            assertEquals(all, grace.hearsIds(room, all.size(), Duration.ofSeconds(20)));
            assertEquals(all.size(), grace.heard().all(Member.message(room)).size());
        }
    }

    @Test
    void whoWasOnAKilledPodIsGoneUnlessHeComesBack() {
        String room = Town.room();
        try (Member watcher = Member.named("Watcher", PODS.get(1));
                Member ada = Member.named("Ada", PODS.get(0));
                Member alan = Member.named("Alan", PODS.get(0));
                Member grace = Member.named("Grace", PODS.get(0))) {
            watcher.joins(room);
            for (Member member : List.of(ada, alan, grace)) {
                member.joins(room);
                watcher.sees(room, member, "joined");
            }
            PODS.get(0).kill();
            ada.heard().end();
            ada.back(PODS.get(1));
            // Grace and Alan stay away; `sees` waits for 20 s.
            JsonNode left = watcher.sees(room, grace, "left");
            watcher.sees(room, alan, "left");
            assertEquals(2, left.get("online").asInt());
            assertEquals(4, left.get("members").asInt());
            assertEquals(0, watcher.sightings(room, ada, "left"));
            assertEquals(1, watcher.sightings(room, ada, "joined"));
            assertEquals(1, watcher.sightings(room, grace, "left"));
        }
    }

    @Test
    void afterARestartOfRedisAllGoesOnAndNobodyIsReset() {
        String room = Town.room();
        try (Member ada = Member.named("Ada", PODS.get(0));
                Member grace = Member.named("Grace", PODS.get(1));
                Member alan = Member.named("Alan", PODS.get(1))) {
            String epoch = ada.joins(room).get("epoch").asText();
            grace.joins(room);
            alan.joins(room);
            ada.says(room, "before");
            grace.hears(room, "before");
            alan.hears(room, "before");
            alan.vanishes();
            TOWN.redis().stop();
            assertEquals(
                    "unavailable",
                    ada.connection()
                            .refusal("send", "room", room, "cid", "again", "text", "during")
                            .get("code")
                            .asText());
            TOWN.redis().start();

            long head = 0;
            for (Member member : List.of(ada, grace)) {
                JsonNode state = member.heard().first("the new epoch", Member.event("room", room));
                assertEquals("current", state.get("state").asText());
                assertNotEquals(epoch, state.get("epoch").asText());
                head = state.get("head").asLong();
                assertTrue(head > 1 << 20, state::toString);
            }
            JsonNode sent = ada.connection().ok("send", "room", room, "cid", "again", "text", "during");
            assertEquals(head + 1, sent.get("seq").asLong());
            assertEquals(sent.get("seq"), grace.hears(room, "during").get("seq"));
            assertEquals(
                    List.of("before", "during"),
                    grace.heard().all(Member.message(room)).stream()
                            .map(one -> one.get("text").asText())
                            .toList());

            alan.back(PODS.get(0), room, epoch, 1);
            assertEquals("replay", alan.found(room).get("state").asText());
            assertEquals(List.of("during"), alan.found(room).get("events").findValuesAsText("text"));
            for (Pod pod : PODS) {
                await().atMost(10, SECONDS).until(() -> pod.readiness() == 200);
            }
        }
    }

    @Test
    void aPodThatGoesSaysGoodbyeAndTakesNobodyAnyMore() {
        Pod pod = PODS.get(0);
        List<Member> members = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(i -> Member.named("Member " + i, pod))
                .toList());
        pod.terminate();
        for (Member member : members) {
            JsonNode bye = member.heard()
                    .first("bye", frame -> frame.path("ev").asText().equals("bye"));
            assertTrue(bye.get("after").asLong() < 3_000, bye::toString);
            assertTrue(bye.has("reason"), bye::toString);
        }
        // Somebody ends last; until then the pod answers and refuses newcomers.
        try (RawSocket newcomer = new RawSocket(pod)) {
            assertEquals(503, newcomer.status());
        }
        members.forEach(member -> assertEquals(1012, member.heard().end().code(), member.name()));
        pod.end(10);
        members.forEach(Member::close);
    }

    @Test
    void anEmptyPodEndsAtOnce() {
        Pod pod = TOWN.pod("parley.drain.duration=60s");
        TOWN.ready();
        pod.terminate();
        pod.end(10);
    }
}
