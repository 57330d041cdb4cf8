package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Store;
import chat.parley.protocol.RoomId;
import chat.parley.store.KeyPrefix;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A user is removed through one pod while they flood the room through another: from an exact seq on nobody
/// sees anything from them, and they see nothing of the room (protocol.md section 4).
@Lane(Lane.LOAD)
final class ModerationFaultsIT {
    private static final int SENDS = Scale.LONG ? 10_000 : 2_000;
    private static final int MOST = 20 * SENDS;
    private static final int PART = 100;
    /// Others receive this many of the user's messages before the removal.
    private static final int BEFORE = SENDS / 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final PodPool SHARED = new PodPool(
            PODS,
            () -> PODS.pod(Scale.settings(
                    "parley.limits.messages-per-second=100000",
                    "parley.limits.messages-burst=100000",
                    "parley.limits.commands-per-second=100000",
                    "parley.limits.commands-burst=100000")));
    private static final Store STORE = new Store(PODS.redis().address());

    @AfterAll
    static void end() {
        STORE.close();
    }

    @Test
    void aBanFromAPublicRoomRacesWithSends() {
        race("ban", "public");
    }

    @Test
    void aBanFromAPrivateRoomRacesWithSends() {
        race("ban", "private");
    }

    @Test
    void aKickFromAPublicRoomRacesWithSends() {
        race("kick", "public");
    }

    @Test
    void aKickFromAPrivateRoomRacesWithSends() {
        race("kick", "private");
    }

    private void race(String verb, String kind) {
        Pods pods = SHARED.pods();
        try (Member olga = Member.named("Olga", pods.all().get(0));
                Member zoe = Member.named("Zoe", pods.all().get(2));
                Member mona = Member.named("Mona", pods.all().get(1));
                Member max = Member.named("Max", pods.all().get(1));
                Member phone = max.elsewhere(pods.all().get(2))) {
            String room = olga.creates(kind, "T", zoe, mona, max).get("room").asText();
            List.of(zoe, mona, max, phone).forEach(one -> one.heard().first("the room", Member.event("room", room)));
            CompletableFuture<Integer> said =
                    CompletableFuture.supplyAsync(() -> floods(max, room), Thread::startVirtualThread);
            await().atMost(PATIENCE)
                    .pollInterval(5, MILLISECONDS)
                    .until(() -> from(max, room, olga).size() >= BEFORE);
            String out = olga.pipelined().moderates(verb, room, max);
            String last = olga.pipelined().says(room, "fence", "fence");
            assertTrue(olga.reply(out).has("ok"));
            long fence = olga.reply(last).at("/ok/seq").asLong();
            await().atMost(PATIENCE)
                    .pollInterval(50, MILLISECONDS)
                    .until(() -> said.isDone() && answers(max).size() >= said.join());
            judge(verb, kind, room, fence, max, phone, List.of(olga, zoe, mona));
        }
    }

    /// Sends this many messages, and continues until removed.
    /// @return the number of messages sent
    private static int floods(Member max, String room) {
        int spoken = 0;
        while (spoken < SENDS
                || (spoken < MOST && max.heard().all(removal(room)).isEmpty())) {
            max.pipelined().says(room, "m" + spoken, "m" + spoken);
            spoken++;
            if (spoken > SENDS && spoken % PART == 0) {
                max.settles();
            }
        }
        return spoken;
    }

    private static void judge(
            String verb, String kind, String room, long fence, Member max, Member phone, List<Member> witnesses) {
        List<Long> acknowledged = answers(max).stream()
                .filter(answer -> answer.has("ok"))
                .map(answer -> answer.at("/ok/seq").asLong())
                .toList();
        Map<String, Long> refused = answers(max).stream()
                .filter(answer -> answer.has("error"))
                .collect(
                        Collectors.groupingBy(answer -> answer.at("/error/code").asText(), Collectors.counting()));
        long end = verb.equals("ban") ? banned(room, max) : fence - 1;
        long delivered = 0;
        for (Member witness : witnesses) {
            await().atMost(PATIENCE)
                    .pollInterval(20, MILLISECONDS)
                    .until(() -> seqs(witness.heard().all(Member.message(room))).contains(fence));
            List<Long> all = seqs(witness.heard().all(Member.message(room)));
            assertEquals(LongStream.rangeClosed(1, fence).boxed().toList(), all, "no hole, no double, in order");
            List<Long> theirs = seqs(from(max, room, witness));
            assertEquals(acknowledged.stream().sorted().toList(), theirs, "what was acknowledged, and nothing else");
            assertTrue(theirs.getLast() <= end, theirs.getLast() + " is beyond " + end);
            delivered += all.size();
        }
        for (Member device : List.of(max, phone)) {
            device.heard().first("the removal", removal(room));
            device.settles();
            List<JsonNode> frames =
                    device.heard().all(one -> one.path("room").asText().equals(room) && one.has("ev"));
            assertTrue(frames.getLast().has("reason"), () -> frames.getLast().toString());
            assertEquals(1, device.heard().all(removal(room)).size());
            List<Long> shown = seqs(device.heard().all(Member.message(room)));
            assertTrue(shown.getLast() <= end, shown.getLast() + " was shown to them, removed at " + end);
        }
        int sent = answers(max).size();
        assertTrue(acknowledged.size() >= BEFORE && acknowledged.size() < sent, "no race: " + acknowledged.size());
        Report.row(
                verb + " in a " + kind + " room racing with " + sent + " sends",
                new Verdict(acknowledged.size(), delivered, 0, 0, 0, 0, 0, 0),
                "removed at seq " + end + "; their last one stored at " + acknowledged.getLast()
                        + ", after it 0 shown; refused " + refused);
    }

    private static long banned(String room, Member max) {
        String ban = STORE.text(Command.HGET, new RoomKeys(KeyPrefix.USUAL, new RoomId(room)).banned(), max.id());
        return Long.parseLong(ban.split(" ", -1)[1]);
    }

    private static List<JsonNode> answers(Member who) {
        return who.heard()
                .all(frame -> frame.has("ref")
                        && (frame.has("error") || frame.path("ok").has("seq")));
    }

    private static List<JsonNode> from(Member who, String room, Member heardBy) {
        return heardBy.heard()
                .all(Member.message(room)
                        .and(frame -> frame.at("/from/id").asText().equals(who.id())));
    }

    private static Predicate<JsonNode> removal(String room) {
        return Member.event("room", room).and(frame -> frame.has("reason"));
    }

    private static List<Long> seqs(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.get("seq").asLong()).toList();
    }
}
