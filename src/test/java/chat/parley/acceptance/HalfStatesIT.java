package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Store;
import io.vertx.redis.client.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A pod that is killed between writing a room's record and a user's list leaves one room too many on the
/// list (ADR 0003). Each test creates that state by hand; the next `hello` repairs it.
@Lane(Lane.PROTOCOL)
final class HalfStatesIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static Store store;

    @BeforeAll
    static void begin() {
        store = new Store(PODS.redis().address());
    }

    @AfterAll
    static void end() {
        store.close();
    }

    private static String list(Member who) {
        return "parley:{user:" + who.id() + "}:rooms";
    }

    private static boolean lists(Member who, String room) {
        return store.text(Command.SISMEMBER, list(who), room).equals("1");
    }

    /// The second record is missing: the member's list still has the room, or already has it.
    private static void podDiedHalfWay(Member who, String room) {
        store.asks(Command.SADD, list(who), room);
    }

    private static String group(Member owner, Member... others) {
        return owner.creates("private", "T", others).get("room").asText();
    }

    private static void isRepaired(Member who, String room) {
        who.vanishes();
        who.back(PODS.there());
        assertFalse(who.welcome().get("rooms").findValuesAsText("room").contains(room));
        assertFalse(lists(who, room));
    }

    @Test
    void invitationThatNeverReachedTheRoomIsRepaired() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.here())) {
            String room = group(olga);
            podDiedHalfWay(max, room);
            isRepaired(max, room);
            olga.invites(room, max);
            max.heard().first("the room", Member.event("room", room));
        }
    }

    @Test
    void roomThatWasNeverCreatedIsRepaired() {
        try (Member olga = Member.named("Olga", PODS.here())) {
            podDiedHalfWay(olga, "g:neverneverneverneverneve");
            isRepaired(olga, "g:neverneverneverneverneve");
            String room = PodCluster.room();
            podDiedHalfWay(olga, room);
            isRepaired(olga, room);
        }
    }

    @Test
    void kickMissingFromTheRoomListIsRepaired() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            String room = group(olga, max);
            max.heard().first("the room", Member.event("room", room));
            olga.kicks(room, max);
            podDiedHalfWay(max, room);
            isRepaired(max, room);
            assertEquals("not_found", max.refusalCode().history(room));
        }
    }

    @Test
    void leaveMissingFromTheRoomListIsRepaired() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            String room = group(olga, max);
            max.heard().first("the room", Member.event("room", room));
            max.leaves(room);
            podDiedHalfWay(max, room);
            isRepaired(max, room);
        }
    }

    @Test
    void memberAddedByADyingPodIsInTheRoomAtTheNextHello() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            max.vanishes();
            String room = group(olga, max);
            max.back(PODS.here());
            assertEquals("member", max.found(room).get("role").asText());
        }
    }
}
