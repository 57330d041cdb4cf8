package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// During an upgrade or a rollback, pods of two neighbouring releases share one Redis, and members notice
/// nothing (src/docs/operating.md, Upgrades).
@Lane(Lane.LOAD)
final class MixedVersionsIT {
    @RegisterExtension
    static final TwoReleases PODS = new TwoReleases();

    /// The release of the first of two users.
    enum First {
        FORMER,
        LATTER;

        Pod here() {
            return this == FORMER ? PODS.former() : PODS.latter();
        }

        Pod there() {
            return this == FORMER ? PODS.latter() : PODS.former();
        }
    }

    @AfterEach
    void neitherSaysThatItDidNotUnderstand() {
        for (Pod pod : List.of(PODS.former(), PODS.latter())) {
            assertEquals(List.of(), pod.mistakes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesAndEditsReachTheOtherRelease(First first) {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", first.here());
                Member grace = Member.named("Grace", first.there())) {
            ada.joins(room);
            grace.joins(room);
            long seq = ada.says(room, "hello").get("seq").asLong();
            assertEquals(ada.hears(room, "hello"), grace.hears(room, "hello"), "all hear the same");
            ada.edits(room, seq, "hello you");
            ada.reacts(room, seq, "👍");
            ada.deletes(room, seq);
            for (String change : List.of("edit", "react", "delete")) {
                JsonNode heard = grace.heard().first(change, Member.event(change, room));
                assertEquals(heard, ada.heard().first(change, Member.event(change, room)), change);
            }
            assertEquals(history(ada, room), history(grace, room));
        }
    }

    private static JsonNode history(Member member, String room) {
        return member.history(room).get("messages");
    }

    @ParameterizedTest
    @EnumSource
    void presenceAndTypingReachTheOtherRelease(First first) {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", first.here());
                Member grace = Member.named("Grace", first.there())) {
            grace.joins(room);
            ada.joins(room);
            grace.sees(room, ada, "joined");
            ada.types(room, true);
            grace.heard().first("that Ada writes", Member.event("typing", room).and(one -> names(one, "users", ada)));
            ada.renames("Ada the First");
            grace.heard().first("the name", one -> one.path("name").asText().equals("Ada the First"));
            ada.emits(room, "room", "score");
            grace.heard().first("score", Member.event("event", room));
            ada.emitsToAll("weather");
            grace.heard().first("weather", one -> one.path("name").asText().equals("weather"));
            ada.vanishes();
            grace.sees(room, ada, "left");
        }
    }

    private static boolean names(JsonNode event, String field, Member who) {
        return StreamSupport.stream(event.path(field).spliterator(), false)
                .anyMatch(user -> user.path("id").asText().equals(who.id()));
    }

    @ParameterizedTest
    @EnumSource
    void receiptsAndUnreadCountsMatchOnBothReleases(First first) {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", first.here());
                Member grace = Member.named("Grace", first.there());
                Member phone = grace.elsewhere(first.here())) {
            ada.joins(room);
            grace.joins(room);
            phone.heard().first("the room", Member.event("room", room));
            ada.says(room, "one");
            long seq = ada.says(room, "two").get("seq").asLong();
            assertEquals(2, grace.back(first.there()).found(room).get("unread").asInt());
            grace.receives(room, seq);
            ada.heard().first("delivered", receipt(room, grace, "delivered", seq));
            grace.reads(room, seq);
            ada.heard().first("seen", receipt(room, grace, "seen", seq));
            JsonNode unread = phone.heard()
                    .first(
                            "unread",
                            Member.event("unread", room)
                                    .and(one -> one.get("read").asLong() == seq));
            assertEquals(0, unread.get("unread").asInt());
        }
    }

    private static Predicate<JsonNode> receipt(String room, Member who, String field, long seq) {
        return Member.event("receipt", room)
                .and(event -> StreamSupport.stream(event.path("users").spliterator(), false)
                        .anyMatch(user -> user.path("id").asText().equals(who.id())
                                && user.path(field).asLong() == seq));
    }

    @ParameterizedTest
    @EnumSource
    void directMessageOpensItsRoomOnTheOtherRelease(First first) {
        try (Member ada = Member.named("Ada", first.here());
                Member grace = Member.named("Grace", first.there())) {
            String room = direct(ada, grace, "hello");
            assertEquals(
                    "Ada",
                    grace.heard()
                            .first("the room", Member.event("room", room))
                            .at("/with/name")
                            .asText());
            grace.hears(room, "hello");
            assertEquals(room, direct(grace, ada, "hello yourself"));
            ada.hears(room, "hello yourself");
        }
    }

    /// Retries under its cid if asked to: the first message of a new pod takes long on a busy machine.
    private static String direct(Member from, Member to, String text) {
        String cid = Member.cid();
        JsonNode reply = await().atMost(30, SECONDS).until(() -> sent(from, to, cid, text), one -> one.has("ok"));
        return reply.at("/ok/room").asText();
    }

    private static JsonNode sent(Member from, Member to, String cid, String text) {
        return from.tried().writes(to, cid, text);
    }

    @ParameterizedTest
    @EnumSource
    void groupOfOneReleaseIsModeratedFromTheOther(First first) {
        try (Member ada = Member.named("Ada", first.here());
                Member desk = ada.elsewhere(first.there());
                Member grace = Member.named("Grace", first.there())) {
            String room = ada.creates("private", "Tea", grace).get("room").asText();
            for (Member member : List.of(desk, grace)) {
                member.heard().first("the group", Member.event("room", room));
            }
            desk.retitles(room, "Coffee");
            ada.heard()
                    .first(
                            "the title",
                            Member.event("room", room)
                                    .and(one -> one.path("title").asText().equals("Coffee")));
            ada.mutes(room, grace);
            JsonNode muted = grace.refused().says(room, "?");
            assertEquals("muted", muted.get("code").asText());
            desk.kicks(room, grace);
            JsonNode gone = grace.heard()
                    .first("the end of it", Member.event("room", room).and(one -> one.has("reason")));
            assertEquals("kicked", gone.get("reason").asText());
        }
    }

    /// A pod that does not know who may write would let everybody write.
    @Test
    void roomIsNotClosedWhileAPodWouldLetEverybodyWrite() {
        try (Member ada = Member.named("Ada", PODS.latter());
                Member desk = ada.elsewhere(PODS.former());
                Member grace = Member.named("Grace", PODS.former())) {
            String room = ada.creates("private", "News", grace).get("room").asText();
            for (Member member : List.of(desk, grace)) {
                member.heard().first("the group", Member.event("room", room));
            }
            assumeTrue(
                    desk.tried()
                            .sets(room, "moderators")
                            .at("/error/code")
                            .asText()
                            .equals("unsupported"),
                    "the release before knows it");
            JsonNode refusal = ada.refused().sets(room, "moderators");
            assertEquals("unavailable", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("older"), refusal::toString);
            grace.says(room, "still here");
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientResumesOnTheOtherReleaseWithItsToken(First first) {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", first.there());
                Member grace = Member.named("Grace", first.here())) {
            ada.joins(room);
            grace.joins(room);
            ada.says(room, "before");
            JsonNode seen = grace.hears(room, "before");
            String cid = Member.cid();
            JsonNode sent = grace.says(room, cid, "mine");
            grace.vanishes();
            for (String text : List.of("one", "two", "three")) {
                ada.says(room, text);
            }
            String id = grace.id();
            grace.back(
                    first.there(),
                    room,
                    seen.get("epoch").asText(),
                    seen.get("seq").asLong());
            assertEquals(id, grace.id());
            JsonNode state = grace.found(room);
            assertEquals("replay", state.get("state").asText());
            assertEquals(
                    List.of("mine", "one", "two", "three"), state.get("events").findValuesAsText("text"));
            JsonNode again = grace.says(room, cid, "mine");
            assertTrue(again.get("duplicate").asBoolean());
            assertEquals(sent.get("seq"), again.get("seq"));
        }
    }
}
