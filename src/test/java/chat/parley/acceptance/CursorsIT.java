package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Receipts, read cursors and unread counts, across two pods (protocol.md sections 4, 5 and 6,
/// promise 8).
@Lane(Lane.PROTOCOL)
final class CursorsIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long GATHERED_NANOS = 300_000_000;

    @Test
    void senderGetsDeliveryReceiptThenReadReceipt() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            long seq = ada.says(room, "hello").get("seq").asLong();
            assertReceipts(ada, room, seq, 1, 0, 0);
            grace.receives(room, seq);
            JsonNode delivered = ada.heard().first("delivered", receipt(room, grace, "delivered", seq));
            assertFalse(delivered.at("/users/0").has("seen"), delivered::toString);
            assertReceipts(ada, room, seq, 1, 1, 0);
            grace.reads(room, seq);
            JsonNode seen = ada.heard().first("seen", receipt(room, grace, "seen", seq));
            assertFalse(seen.at("/users/0").has("delivered"), seen::toString);
            assertReceipts(ada, room, seq, 1, 1, 1);
            grace.says(room, "fence");
            ada.hears(room, "fence");
            assertEquals(0, grace.heard().all(Member.event("receipt", room)).size(), "her own are no news to her");
        }
    }

    @Test
    void oneReadMarksAThousandUnreadMessages() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member alan = Member.named("Alan", PODS.there());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            alan.joins(room);
            grace.joins(room);
            grace.vanishes();
            List<String> refs = IntStream.range(0, 1_000)
                    .mapToObj(i -> (i % 2 == 0 ? ada : alan).pipelined().says(room, "one of many"))
                    .toList();
            alan.reply(refs.getLast());
            ada.hearsIds(room, 1_000, PATIENCE);
            grace.back(PODS.here());
            assertEquals(100, grace.found(room).get("unread").asInt(), "meaning 100 or more");
            long head = grace.found(room).get("head").asLong();
            grace.reads(room, head);
            for (Member sender : List.of(ada, alan)) {
                JsonNode all = sender.heard().first("seen", receipt(room, grace, "seen", head));
                assertEquals(head, cursor(all, grace, "delivered"), "moved along");
            }
            assertReceipts(ada, room, 1, 2, 2, 2);
            assertEquals(1, ada.heard().all(receipts(room, grace)).size(), "one event for a thousand messages");
            assertEquals(0, grace.back(PODS.there()).found(room).get("unread").asInt());
        }
    }

    @Test
    void readOnOneDeviceIsReadOnAll() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.joins(room);
            grace.joins(room);
            Member phone = grace.elsewhere(PODS.there());
            ada.says(room, "a", "one", "mentions", List.of(grace.id()));
            ada.says(room, "b", "two", "mentions", List.of(grace.id()));
            grace.reads(room, 1);
            assertUnread(1, 1, 1, phone.heard().first("unread", unread(room, 1)));
            phone.readsQuietly(room, 2);
            assertUnread(2, 0, 0, grace.heard().first("unread", unread(room, 2)));
            ada.says(room, "three");
            phone.says(room, "an answer");
            assertUnread(4, 0, 0, grace.heard().first("unread", unread(room, 4)));
            assertUnread(4, 0, 0, grace.back(PODS.there()).found(room));
            assertEquals(1, phone.heard().all(Member.event("unread", room)).size(), "its own are no news to it");
            assertEquals(0, ada.heard().all(Member.event("unread", room)).size());
        }
    }

    @Test
    void markAndLevelReachAllDevicesAndNobodyElse() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.joins(room);
            grace.joins(room);
            Member phone = grace.elsewhere(PODS.there());
            Member tab = grace.elsewhere(PODS.here());
            ada.says(room, "one");
            phone.hears(room, "one");
            grace.reads(room, 1);
            phone.heard().first("unread", unread(room, 1));
            phone.reads(room, 1);
            grace.marks(room, 1);
            for (Member device : List.of(phone, tab)) {
                JsonNode event = device.heard()
                        .first("mark", Member.event("unread", room).and(frame -> frame.has("mark")));
                assertUnread(1, 0, 0, event);
                assertEquals(1, event.get("mark").asLong());
            }
            assertEquals(1, phone.joins(room).get("mark").asLong());
            phone.unmarks(room);
            grace.heard().first("no mark", unread(room, 1).and(frame -> !frame.has("mark")));
            assertFalse(grace.joins(room).has("mark"));
            phone.notifies(room, "mentions");
            for (Member device : List.of(grace, phone, tab)) {
                JsonNode state =
                        device.heard().first("level", Member.event("room", room).and(frame -> frame.has("notify")));
                assertEquals("mentions", state.get("notify").asText());
                assertEquals("current", state.get("state").asText());
            }
            ada.settles();
            assertEquals(0, ada.heard().all(Member.event("unread", room)).size());
            assertEquals(0, ada.heard().all(Member.event("room", room)).size());
        }
    }

    @Test
    void unreadCountArrivesInOrderWithMessages() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.joins(room);
            grace.joins(room);
            Member phone = grace.elsewhere(PODS.there());
            for (int i = 1; i <= 300; i++) {
                ada.pipelined().says(room, "c" + i, "t");
                if (i % 3 == 0) {
                    grace.pipelined().reads(room, i);
                }
            }
            grace.hearsIds(room, 300, PATIENCE);
            grace.reads(room, 300);
            phone.heard().first("unread", unread(room, 300));
            long heard = 0;
            for (JsonNode frame : phone.heard().all(Member.message(room).or(Member.event("unread", room)))) {
                if (frame.has("seq")) {
                    heard = frame.get("seq").asLong();
                } else {
                    long unread = heard - frame.get("read").asLong();
                    assertEquals(Math.min(100, unread), frame.get("unread").asLong(), frame::toString);
                }
            }
        }
    }

    @Test
    void unreadCountMatchesDeliveredMessagesWhileDevicesReadAndWrite() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.joins(room);
            grace.joins(room);
            List<Member> devices = List.of(grace, grace.elsewhere(PODS.there()), grace.elsewhere(PODS.here()));
            int said = 0;
            for (int i = 1; i <= 600; i++) {
                ada.pipelined().says(room, "a" + i, "t");
                said++;
                if (i % 2 == 0) {
                    devices.get(i % 3).pipelined().reads(room, said - i % 5);
                }
                if (i % 17 == 0) {
                    devices.get(i % 3).pipelined().says(room, "g" + i, "t");
                    said++;
                }
            }
            ada.hearsIds(room, said, PATIENCE);
            long last = ada.says(room, "last").get("seq").asLong();
            grace.hears(room, "last");
            grace.reads(room, last);
            for (Member device : devices.subList(1, devices.size())) {
                device.heard().first("unread", unread(room, last));
                assertCountsFit(room, device);
            }
            assertCountsFit(room, grace);
        }
    }

    private static void assertCountsFit(String room, Member device) {
        List<Long> heard = new ArrayList<>();
        for (JsonNode frame : device.heard().all(Member.message(room).or(Member.event("unread", room)))) {
            if (frame.has("seq")) {
                heard.add(frame.get("seq").asLong());
            } else {
                long read = frame.get("read").asLong();
                long above = heard.stream().filter(seq -> seq > read).count();
                assertEquals(Math.min(100, above), frame.get("unread").asLong(), frame + " behind " + heard.getLast());
            }
        }
    }

    @Test
    void privateReadSendsNoReceipt() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there());
                Member alan = Member.named("Alan", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            alan.joins(room);
            long seq = ada.says(room, "hello").get("seq").asLong();
            grace.readsQuietly(room, seq);
            alan.reads(room, seq);
            ada.heard().first("the other one's", receipt(room, alan, "seen", seq));
            assertEquals(0, ada.heard().all(receipts(room, grace)).size());
            assertReceipts(ada, room, seq, 2, 1, 1);
        }
    }

    @Test
    void sendingAMessageMarksEarlierOnesAsRead() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            ada.says(room, "hello");
            grace.hears(room, "hello");
            long answer = grace.says(room, "hello yourself").get("seq").asLong();
            ada.heard().first("seen", receipt(room, grace, "seen", answer));
        }
    }

    @Test
    void receiptsInQuickSuccessionAreBatched() {
        String room = PodCluster.room();
        List<Member> crowd = IntStream.range(0, 20)
                .mapToObj(i -> Member.named("Guest " + i, PODS.there()))
                .toList();
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.joins(room);
            crowd.forEach(one -> one.joins(room));
            long seq = ada.says(room, "hello").get("seq").asLong();
            crowd.forEach(one -> one.pipelined().reads(room, seq));
            long began = System.nanoTime();
            crowd.forEach(Member::settles);
            long gatherings = 2 + (System.nanoTime() - began) / GATHERED_NANOS;
            crowd.forEach(one -> ada.heard().first("seen", receipt(room, one, "seen", seq)));
            int events = ada.heard().all(Member.event("receipt", room)).size();
            assertTrue(events <= gatherings, events + " events for 20 who read within " + gatherings + " gatherings");
            crowd.getFirst().heard().first("another one's", receipt(room, crowd.getLast(), "seen", seq));
        } finally {
            crowd.forEach(Member::close);
        }
    }

    @Test
    void readCursorNeverMovesBackForAMemberOnTwoPods() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.joins(room);
            grace.joins(room);
            Member phone = grace.elsewhere(PODS.there());
            for (int i = 1; i <= 400; i++) {
                ada.pipelined().says(room, "c" + i, "t");
            }
            grace.hearsIds(room, 400, PATIENCE);
            phone.hearsIds(room, 400, PATIENCE);
            for (int i = 1; i <= 400; i++) {
                (i % 2 == 0 ? grace : phone).reads(room, i);
            }
            ada.heard().first("the last", receipt(room, grace, "seen", 400));
            List<Long> seen = ada.heard().all(receipts(room, grace)).stream()
                    .map(event -> cursor(event, grace, "seen"))
                    .filter(seq -> seq > 0)
                    .toList();
            assertEquals(seen.stream().sorted().toList(), seen);
        }
    }

    @Test
    void everyReadIsAnsweredHoweverFastTheyArrive() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            for (int i = 0; i < 50; i++) {
                ada.pipelined().says(room, "c" + i, "t");
            }
            grace.hearsIds(room, 50, PATIENCE);
            List<String> refs = IntStream.rangeClosed(1, 50)
                    .mapToObj(i -> i % 2 == 0
                            ? grace.pipelined().reads(room, i)
                            : grace.pipelined().receives(room, i))
                    .toList();
            refs.forEach(ref -> assertEquals("{}", grace.reply(ref).get("ok").toString()));
            assertReceipts(ada, room, 50, 1, 1, 1);
        }
    }

    @Test
    void lobbyHasUnreadCountsButNoReceipts() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            long seq = ada.says("lobby", "hello all").get("seq").asLong();
            grace.hears("lobby", "hello all");
            Member phone = grace.elsewhere(PODS.here());
            grace.reads("lobby", seq);
            phone.heard().first("unread", unread("lobby", seq));
            JsonNode refusal = ada.refused().receipts("lobby", seq);
            assertEquals("forbidden", refusal.get("code").asText());
            ada.says("lobby", "fence");
            grace.hears("lobby", "fence");
            assertEquals(0, ada.heard().all(Member.event("receipt", "lobby")).size());
        }
    }

    private static void assertReceipts(Member asking, String room, long seq, int members, int delivered, int seen) {
        JsonNode receipts = asking.receipts(room, seq);
        assertEquals(
                List.of(members, delivered, seen, delivered, seen),
                List.of(
                        receipts.at("/counts/members").asInt(),
                        receipts.at("/counts/delivered").asInt(),
                        receipts.at("/counts/seen").asInt(),
                        receipts.get("delivered").size(),
                        receipts.get("seen").size()));
    }

    private static void assertUnread(long read, int unread, int mentions, JsonNode found) {
        assertEquals(
                List.of(read, (long) unread, (long) mentions),
                List.of(
                        found.get("read").asLong(),
                        found.get("unread").asLong(),
                        found.get("mentions").asLong()));
    }

    private static Predicate<JsonNode> unread(String room, long read) {
        return Member.event("unread", room).and(frame -> frame.get("read").asLong() == read);
    }

    private static Predicate<JsonNode> receipts(String room, Member who) {
        return Member.event("receipt", room).and(frame -> frame.toString().contains(who.id()));
    }

    private static Predicate<JsonNode> receipt(String room, Member who, String cursor, long seq) {
        return receipts(room, who).and(frame -> cursor(frame, who, cursor) == seq);
    }

    private static long cursor(JsonNode event, Member who, String cursor) {
        for (JsonNode user : event.get("users")) {
            if (user.get("id").asText().equals(who.id())) {
                return user.path(cursor).asLong();
            }
        }
        return 0;
    }
}
