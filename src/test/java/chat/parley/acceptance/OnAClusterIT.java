package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.dev.OwnCluster;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two pods on a real Redis cluster, by configuration alone: members notice the same as on one Redis,
/// whichever masters hold their rooms and their own records.
@Lane(Lane.PROTOCOL)
final class OnAClusterIT {
    /// Enough that each master has some.
    private static final int ROOMS = 16;

    private static OwnCluster cluster;
    private static PodCluster podCluster;
    private static Pod here;
    private static Pod there;

    @BeforeAll
    static void start() {
        cluster = new OwnCluster("conversations on a cluster");
        podCluster = new PodCluster();
        here = podCluster.pod(settings());
        there = podCluster.pod(settings());
        podCluster.ready();
    }

    private static String[] settings() {
        return Stream.concat(
                        cluster.settings().stream(),
                        Stream.of("parley.presence.grace=1s", "parley.limits.commands-per-second=1000"))
                .toArray(String[]::new);
    }

    @AfterAll
    static void end() {
        if (cluster != null) {
            podCluster.close();
            cluster.close();
        }
    }

    @Test
    void messagesInManyRoomsReachTheOtherPodAndAreReplayed() {
        List<String> rooms =
                IntStream.range(0, ROOMS).mapToObj(_ -> PodCluster.room()).toList();
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there)) {
            List<Object> seen = new ArrayList<>();
            for (String room : rooms) {
                ada.joins(room);
                grace.joins(room);
                JsonNode said = ada.says(room, "hello");
                grace.hears(room, "hello");
                seen.addAll(List.of(
                        room, said.get("epoch").asText(), said.get("seq").asLong()));
            }
            rooms.forEach(room -> ada.sees(room, grace, "joined"));
            grace.vanishes();
            rooms.forEach(room -> ada.sees(room, grace, "left"));
            rooms.forEach(room -> ada.says(room, "missed"));
            grace.back(there, seen.toArray());
            for (String room : rooms) {
                JsonNode state = grace.found(room);
                assertEquals("replay", state.get("state").asText(), room);
                assertEquals(1, state.get("events").size(), room);
                assertEquals(2, state.get("unread").asInt(), room);
                ada.says(room, "again");
                grace.hears(room, "again");
            }
        }
    }

    @Test
    void membersAreFoundByName() {
        try (Member ada = Member.named("Ada Lovelace", here);
                Member grace = Member.named("Grace Hopper", there)) {
            for (int i = 0; i < ROOMS; i++) {
                String room = PodCluster.room();
                ada.joins(room);
                grace.joins(room);
                JsonNode found = ada.membersNamed(room, "hop").get("members");
                assertEquals(1, found.size(), room);
                assertEquals(grace.id(), found.at("/0/id").asText(), room);
            }
        }
    }

    @Test
    void directMessageOpensTheConversationOnAllDevices() {
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there);
                Member phone = grace.elsewhere(here)) {
            JsonNode sent = ada.writes(grace, "a", "hello");
            String room = sent.get("room").asText();
            grace.hears(room, "hello");
            phone.hears(room, "hello");
            ada.hears(room, "hello");
            long seq = sent.get("seq").asLong();
            grace.reads(room, seq);
            JsonNode elsewhere = phone.heard().first("the cursor of the other device", Member.event("unread", room));
            assertEquals(seq, elsewhere.get("read").asLong());
            JsonNode seen = ada.heard().first("seen", Member.event("receipt", room));
            assertEquals(grace.id(), seen.at("/users/0/id").asText());
        }
    }

    @Test
    void directoryIsSearchedByTitleAndUpdatesItsWatchers() {
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there)) {
            grace.watchesRooms(true);
            JsonNode made = ada.createsPublic("pens", "Fountain pens");
            assertEquals("owner", made.get("role").asText());
            await().atMost(5, SECONDS).until(() -> titles(grace, "fount").equals(List.of("Fountain pens")));
            grace.heard()
                    .first(
                            "the new room",
                            frame -> frame.path("ev").asText().equals("rooms")
                                    && frame.at("/rooms")
                                            .findValuesAsText("room")
                                            .contains("pens"));
        }
    }

    private static List<String> titles(Member who, String query) {
        return who.rooms(query).get("rooms").findValuesAsText("title");
    }

    @Test
    void invitedMemberIsInAndKickedMemberIsOut() {
        try (Member ada = Member.named("Ada", here);
                Member grace = Member.named("Grace", there)) {
            String room = ada.creates("private", "Some of us").get("room").asText();
            ada.invites(room, grace);
            grace.heard().first("the invitation", Member.event("room", room));
            ada.says(room, "welcome");
            grace.hears(room, "welcome");
            ada.types(room, true);
            grace.heard().first("who writes", Member.event("typing", room));
            ada.kicks(room, grace);
            JsonNode out = grace.heard()
                    .first(
                            "being put out",
                            frame -> Member.event("room", room).test(frame)
                                    && frame.path("role").isNull());
            assertEquals("kicked", out.get("reason").asText());
        }
    }
}
