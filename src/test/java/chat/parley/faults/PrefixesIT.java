package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.AdminApi;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.OwnRights;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Two installations on one store, each with a prefix of its own (`parley.prefix`) and a Redis user that has
/// rights to that prefix only. Both are under load and know nothing of each other.
@Lane(Lane.LOAD)
final class PrefixesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONE = "one";
    private static final String TWO = "two-2";
    private static final String ADMIN = SignedToken.of("admin222222222222", "Admin", "admin");
    private static final int PODS = 2;
    private static final int ROOMS = 6;
    private static final int PER_SECOND = 100;
    private static final int SOME = Scale.LONG ? 200 : 40;
    private static final int MORE = Scale.LONG ? 300 : 60;

    @Test
    void installationsOnOneRedisKnowNothingOfEachOther() throws IOException {
        try (PodCluster podCluster = new PodCluster()) {
            podCluster.redis().ask(OwnRights.of(ONE));
            podCluster.redis().ask(OwnRights.of(TWO));
            List<Pod> ones = new ArrayList<>();
            List<Pod> twos = new ArrayList<>();
            for (int i = 0; i < PODS; i++) {
                ones.add(podCluster.podThrough(redis(podCluster, ONE), settings(ONE)));
                twos.add(podCluster.podThrough(redis(podCluster, TWO), settings(TWO)));
            }
            podCluster.ready();
            knowNothingOfEachOther("one Redis", ones, twos);
            assertKeys(podCluster.redis().keys());
        }
    }

    @Test
    void installationsOnOneClusterKnowNothingOfEachOther() throws IOException {
        try (OwnCluster cluster = new OwnCluster("two installations on one cluster", 3, false);
                PodCluster podCluster = new PodCluster()) {
            cluster.tellAll(OwnRights.of(ONE));
            cluster.tellAll(OwnRights.of(TWO));
            List<Pod> ones = new ArrayList<>();
            List<Pod> twos = new ArrayList<>();
            for (int i = 0; i < PODS; i++) {
                ones.add(podCluster.pod(settings(cluster, ONE)));
                twos.add(podCluster.pod(settings(cluster, TWO)));
            }
            podCluster.ready();
            knowNothingOfEachOther("one cluster", ones, twos);
            assertKeys(cluster.keys());
        }
    }

    private static URI redis(PodCluster podCluster, String prefix) {
        return URI.create(OwnRights.in(podCluster.redis().address().toString(), prefix));
    }

    private static String[] settings(String prefix) {
        return Scale.settings("parley.prefix=" + prefix);
    }

    private static String[] settings(OwnCluster cluster, String prefix) {
        List<String> settings = new ArrayList<>();
        cluster.settings().forEach(setting -> settings.add(OwnRights.in(setting, prefix)));
        settings.add("parley.prefix=" + prefix);
        return Scale.settings(settings.toArray(String[]::new));
    }

    private static void knowNothingOfEachOther(String where, List<Pod> ones, List<Pod> twos) throws IOException {
        String room = PodCluster.room();
        try (Crowd some = new Crowd(new Pods(ones), SOME, ROOMS, 1);
                Crowd more = new Crowd(new Pods(twos), MORE, ROOMS, 1);
                Member ada = Member.named("Ada", ones.getFirst());
                Member grace = Member.named("Grace", ones.getLast());
                Member max = Member.named("Max", twos.getFirst())) {
            some.talks(PER_SECOND);
            more.talks(PER_SECOND);
            for (Member member : List.of(ada, grace, max)) {
                member.watchesRooms(true);
                member.joins(room);
            }
            max.says(room, "said on two");
            ada.says(room, "said on one");
            grace.hears(room, "said on one");
            max.hears(room, "said on two");
            assertEquals(204, announce(ones.getFirst(), "to one"));
            grace.heard().first("the announcement", frame -> frame.toString().contains("to one"));
            some.goesOnFor(Scale.CALM);
            await().atMost(15, SECONDS).untilAsserted(() -> {
                assertPods(ones, SOME + 2);
                assertPods(twos, MORE + 1);
            });
            some.settles(Crowd::everybody);
            more.settles(Crowd::everybody);

            assertEquals(SOME + 2, inTheLobby(ada));
            assertEquals(MORE + 1, inTheLobby(max));
            assertSilent(
                    max, "said on one", "to one", "room\":\"" + some.rooms().getFirst());
            assertSilent(grace, "said on two", "room\":\"" + more.rooms().getFirst());
            report(where + ", one of two installations", some);
            report(where + ", the other one", more);
        }
    }

    /// What one pod tells an operator about all pods.
    private static void assertPods(List<Pod> pods, int connections) throws IOException {
        JsonNode page = JSON.readTree(
                AdminApi.ask(pods.getFirst(), "GET", "/pods", ADMIN, "").body());
        assertEquals(PODS, page.get("total").asInt(), page::toString);
        assertEquals(connections, page.get("connections").asInt(), page::toString);
    }

    private static int inTheLobby(Member member) {
        return member.joins("lobby").get("members").asInt();
    }

    private static int announce(Pod pod, String text) {
        return AdminApi.ask(pod, "POST", "/announce", ADMIN, "{\"text\":\"" + text + "\"}")
                .statusCode();
    }

    private static void assertSilent(Member member, String... never) {
        List<JsonNode> heard = member.heard().all();
        assertFalse(heard.isEmpty());
        for (String text : never) {
            assertEquals(
                    List.of(),
                    heard.stream()
                            .filter(frame -> frame.toString().contains(text))
                            .toList());
        }
    }

    private static void assertKeys(List<String> keys) {
        long ones = keys.stream().filter(key -> key.startsWith(ONE + ":")).count();
        long twos = keys.stream().filter(key -> key.startsWith(TWO + ":")).count();
        assertTrue(ones > ROOMS && twos > ROOMS, () -> ones + " and " + twos);
        assertEquals(keys.size(), ones + twos, keys::toString);
        System.out.println(String.format(Locale.ROOT, "keys: %d of %s, %d of %s", ones, ONE, twos, TWO));
    }

    private static void report(String where, Crowd crowd) {
        Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
        Report.row(
                where,
                verdict,
                crowd.clients().size() + " members on " + PODS + " pods, the other installation as busy");
        assertTrue(verdict.clean(), verdict::toString);
        assertEquals(0, verdict.resets());
        assertEquals(List.of(), crowd.failures());
    }
}
