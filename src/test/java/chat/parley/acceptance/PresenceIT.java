package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Going online and offline, across two pods with a grace of two seconds (protocol.md sections 5 and 6,
/// promise 10).
@Lane(Lane.PROTOCOL)
final class PresenceIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final Duration TRIES = Duration.ofMinutes(1);

    @Test
    void twoDevicesAreOneUser() {
        String room = PodCluster.room();
        try (Member watcher = Member.named("Watcher", PODS.there());
                Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            watcher.joins(room);
            ada.joins(room);
            watcher.sees(room, ada, "joined");
            Member phone = ada.elsewhere(PODS.there());
            Member tab = ada.elsewhere(PODS.here());
            assertEquals(2, tab.found(room).get("online").asInt());
            phone.vanishes();
            tab.vanishes();
            grace.joins(room);
            watcher.sees(room, grace, "joined");
            grace.vanishes();
            JsonNode left = watcher.sees(room, grace, "left");
            assertEquals(2, left.get("online").asInt());
            assertEquals(3, left.get("members").asInt());
            assertEquals(1, watcher.sightings(room, ada, "joined"));
            assertEquals(0, watcher.sightings(room, ada, "left"));
        }
    }

    /// Only members who reconnect in time show this: on a busy machine that may take more than one attempt.
    @Test
    void memberWhoReconnectsSoonIsNotShownAsOffline() {
        await().atMost(TRIES).pollDelay(Duration.ZERO).until(PresenceIT::comesBackSoonAndWasNeverGone);
    }

    private static boolean comesBackSoonAndWasNeverGone() {
        String room = PodCluster.room();
        try (Member watcher = Member.named("Watcher", PODS.there());
                Member ada = Member.named("Ada", PODS.here());
                Member alan = Member.named("Alan", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            watcher.joins(room);
            for (Member member : List.of(ada, alan, grace)) {
                member.joins(room);
                watcher.sees(room, member, "joined");
            }
            long gone = System.nanoTime();
            ada.vanishes();
            alan.vanishes();
            ada.back(PODS.there());
            alan.back(PODS.here());
            if (System.nanoTime() - gone >= SharedCluster.GRACE.toNanos()) {
                return false;
            }
            grace.vanishes();
            watcher.sees(room, grace, "left");
            for (Member member : List.of(ada, alan)) {
                assertEquals(1, watcher.sightings(room, member, "joined"), member.name());
                assertEquals(0, watcher.sightings(room, member, "left"), member.name());
            }
            return true;
        }
    }

    @Test
    void leavingIsShownOnceForAnyNumberOfDevicesAndPods() {
        String room = PodCluster.room();
        try (Member here = Member.named("Here", PODS.here());
                Member there = Member.named("There", PODS.there());
                Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            here.joins(room);
            there.joins(room);
            ada.joins(room);
            grace.joins(room);
            for (Member watcher : List.of(here, there)) {
                watcher.sees(room, ada, "joined");
                watcher.sees(room, grace, "joined");
            }
            Member phone = ada.elsewhere(PODS.there());
            ada.vanishes();
            phone.connection().hangsUp();
            here.sees(room, ada, "left");
            there.sees(room, ada, "left");
            grace.vanishes();
            here.sees(room, grace, "left");
            there.sees(room, grace, "left");
            assertEquals(1, here.sightings(room, ada, "left"));
            assertEquals(1, there.sightings(room, ada, "left"));
            assertEquals(1, here.sightings(room, ada, "joined"));
        }
    }

    @Test
    void memberWhoLeavesIsShownAsOfflineAtOnceAndIsNoMember() {
        String room = PodCluster.room();
        try (Member watcher = Member.named("Watcher", PODS.there());
                Member ada = Member.named("Ada", PODS.here())) {
            watcher.joins(room);
            ada.joins(room);
            watcher.sees(room, ada, "joined");
            ada.leaves(room);
            JsonNode left = watcher.sees(room, ada, "left");
            assertEquals(1, left.get("members").asInt());
            assertEquals(1, left.get("online").asInt());
        }
    }

    @Test
    void memberGetsNoPresenceEventsAboutThemselves() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            ada.sees(room, grace, "joined");
            assertEquals(0, ada.sightings(room, ada, "joined"));
            grace.settles();
            assertEquals(0, grace.sightings(room, grace, "joined"));
        }
    }

    @Test
    void lobbyPublishesOnlyCounts() {
        try (Member watcher = Member.named("Watcher", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            JsonNode event = watcher.heard().first("numbers of the lobby", Member.event("presence", "lobby"));
            assertEquals(0, event.get("joined").size(), ada::name);
            assertEquals(0, event.get("left").size());
        }
    }
}
