package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Groups, roles and who may see what, across two pods (protocol.md sections 4 and 5).
@Lane(Lane.PROTOCOL)
final class GroupsIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final String NOWHERE = "g:aaaaaaaaaaaaaaaaaaaaaaaa";

    private static JsonNode makes(Member owner, Member... others) {
        return owner.creates("private", "Gardeners", others);
    }

    private static String group(Member owner, Member... others) {
        return makes(owner, others).get("room").asText();
    }

    private static JsonNode added(Member who, String room) {
        return who.heard().first("the room", Member.event("room", room));
    }

    private static JsonNode gone(Member who, String room) {
        return who.heard().first("the removal", removal(room));
    }

    private static Predicate<JsonNode> removal(String room) {
        return Member.event("room", room).and(frame -> frame.has("reason"));
    }

    private static JsonNode becomes(Member who, String room, String field, String value) {
        return who.heard()
                .first(
                        field + " " + value,
                        Member.event("room", room)
                                .and(frame -> frame.path(field).asText().equals(value)));
    }

    @Test
    void addedMemberIsInTheGroupOnAllDevicesAtOnce() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member tab = olga.elsewhere(PODS.there());
                Member max = Member.named("Max", PODS.there());
                Member phone = max.elsewhere(PODS.here())) {
            JsonNode state = makes(olga, max);
            String room = state.get("room").asText();
            assertTrue(room.matches("g:[a-z2-7]{24}"), room);
            assertEquals("owner", state.get("role").asText());
            assertEquals("private", state.get("kind").asText());
            assertEquals("Gardeners", state.get("title").asText());
            assertEquals(2, state.get("members").asInt());
            assertEquals("owner", added(tab, room).get("role").asText());
            assertEquals("member", added(max, room).get("role").asText());
            assertEquals("fresh", added(phone, room).get("state").asText());
            olga.says(room, "welcome");
            for (Member device : List.of(olga, tab, max, phone)) {
                assertEquals(1, device.hears(room, "welcome").get("seq").asInt());
            }
        }
    }

    @Test
    void invitedMemberSeesOnlyLaterMessages() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            String room = group(olga);
            olga.says(room, "before");
            olga.invites(room, max);
            olga.invites(room, max);
            assertEquals(0, added(max, room).get("messages").size());
            olga.says(room, "after");
            max.hears(room, "after");
            assertEquals(List.of("after"), max.history(room).get("messages").findValuesAsText("text"));
            assertEquals(1, max.heard().all(Member.event("room", room)).size());
            max.vanishes();
            max.back(PODS.here(), room, olga.joins(room).get("epoch").asText(), 0);
            assertEquals("reset", max.found(room).get("state").asText(), "a position before the joining");
            assertEquals(List.of("after"), max.found(room).get("messages").findValuesAsText("text"));
        }
    }

    @Test
    void kickedMemberIsNotifiedOnAllDevicesAndGetsNoFurtherEvents() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there());
                Member phone = max.elsewhere(PODS.here())) {
            String room = group(olga, max);
            added(max, room);
            added(phone, room);
            max.says(room, "hello");
            olga.hears(room, "hello");
            olga.kicks(room, max);
            olga.says(room, "he is gone");
            olga.hears(room, "he is gone");
            for (Member device : List.of(max, phone)) {
                assertEquals("kicked", gone(device, room).get("reason").asText());
                device.settles();
                List<JsonNode> all =
                        device.heard().all(frame -> frame.path("room").asText().equals(room));
                assertTrue(all.getLast().has("reason"), all::toString);
                assertEquals(1, device.heard().all(removal(room)).size());
                assertEquals(
                        0,
                        all.stream()
                                .filter(frame -> frame.path("text").asText().equals("he is gone"))
                                .count());
                assertEquals("not_found", device.refusalCode().history(room));
            }
            assertEquals(1, olga.members(room).get("count").asInt());
            olga.invites(room, max);
            max.heard()
                    .first(
                            "the room again",
                            state -> Member.event("room", room).test(state)
                                    && state.path("head").asLong() == 2);
            olga.says(room, "back again");
            max.hears(room, "back again");
        }
    }

    @Test
    void bannedMemberIsRefusedByAPublicRoomUntilTheBanIsLifted() {
        String room = PodCluster.room();
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            olga.createsPublic(room, "Tea house");
            max.joins(room);
            olga.bans(room, max);
            assertEquals("banned", gone(max, room).get("reason").asText());
            assertEquals("banned", max.refusalCode().joins(room));
            assertEquals("banned", max.refusalCode().history(room));
            assertEquals("banned", max.refusalCode().members(room));
            assertEquals("banned", max.refusalCode().leaves(room));
            assertEquals("banned", max.refusalCode().says(room, "a", "hello"));
            olga.unbans(room, max);
            assertEquals("not_member", max.refusalCode().history(room));
            max.joins(room);
        }
    }

    @Test
    void mutedMemberReceivesButCannotSend() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            String room = group(olga, max);
            added(max, room);
            olga.mutes(room, max, 60_000);
            JsonNode muted = max.refused().says(room, "a", "hello");
            assertEquals("muted", muted.get("code").asText());
            assertTrue(muted.get("after").asInt() > 50_000, muted::toString);
            olga.says(room, "quiet, please");
            max.hears(room, "quiet, please");
            olga.unmutes(room, max);
            max.says(room, "a", "hello");
        }
    }

    @Test
    void onlyModeratorsWriteWhereTheRoomSaysSo() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there());
                Member eve = Member.named("Eve", PODS.here())) {
            String room = PodCluster.room();
            olga.createsPublic(room, "News " + room);
            assertEquals("members", max.joins(room).get("write").asText());
            assertEquals("not_member", eve.refusalCode().sets(room, "moderators"));
            assertEquals("forbidden", max.refusalCode().sets(room, "moderators"));
            assertEquals("bad_request", olga.refusalCode().sets(room, "nobody"));
            long mine = max.says(room, "hello").get("seq").asLong();
            eve.watchesRooms(true);
            olga.sets(room, "moderators");
            // Answered: so it holds for every later command, on each pod.
            JsonNode refusal = max.refused().says(room, "and I?");
            assertEquals("forbidden", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("moderator"), refusal::toString);
            assertEquals("forbidden", max.refusalCode().edits(room, mine, "hello you"));
            assertEquals("forbidden", max.refusalCode().emits(room, "room", "score"));
            assertEquals("forbidden", max.refusalCode().types(room, true));
            becomes(max, room, "write", "moderators");
            assertEquals("moderators", listed(max, room).get("write").asText());
            eve.heard()
                    .first(
                            "the line",
                            frame -> frame.path("ev").asText().equals("rooms")
                                    && frame.at("/rooms/0/write").asText().equals("moderators"));
            long news = olga.says(room, "news").get("seq").asLong();
            max.hears(room, "news");
            max.reacts(room, news, "👍");
            max.deletes(room, mine);
            max.reads(room, news);
            olga.sets(room, "members");
            max.says(room, "thank you");
            assertEquals("members", max.joins(room).get("write").asText());
        }
    }

    private static JsonNode listed(Member who, String room) {
        return who.rooms(room).get("rooms").get(0);
    }

    /// The decision is the store's, in one step with the message: none that was sent after the answer gets in,
    /// whichever pod it comes through.
    @Test
    void noMessageFollowsTheAnswerThatClosesARoom() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            String room = group(olga, max);
            added(max, room);
            for (int i = 0; i < 10; i++) {
                olga.sets(room, "moderators");
                assertEquals("forbidden", max.refusalCode().says(room, "late " + i));
                olga.sets(room, "members");
                max.says(room, "in time " + i);
            }
            assertEquals(10, olga.history(room).get("messages").size());
        }
    }

    @Test
    void roleAndTitleChangesReachAllDevices() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there());
                Member phone = max.elsewhere(PODS.here());
                Member mona = Member.named("Mona", PODS.there())) {
            String room = group(olga, max, mona);
            List.of(max, phone, mona).forEach(device -> added(device, room));
            olga.says(room, "hello");
            max.hears(room, "hello");
            olga.promotes(room, max);
            JsonNode state = becomes(max, room, "role", "moderator");
            assertEquals("current", state.get("state").asText());
            assertEquals(1, state.get("head").asInt());
            becomes(phone, room, "role", "moderator");
            max.retitles(room, "Herbs");
            for (Member device : List.of(olga, max, phone, mona)) {
                becomes(device, room, "title", "Herbs");
            }
            assertEquals(2, mona.heard().all(Member.event("room", room)).size(), "her role is as it was");
            olga.demotes(room, max);
            assertEquals("forbidden", max.refusalCode().retitles(room, "Weeds"));
            olga.says(room, "still here");
            for (Member device : List.of(max, phone, mona)) {
                device.hears(room, "still here");
                assertEquals(2, device.heard().all(Member.message(room)).size());
            }
        }
    }

    @Test
    void lastOwnerHandsOverOnLeaving() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there());
                Member mona = Member.named("Mona", PODS.here())) {
            String room = group(olga, max, mona);
            List.of(max, mona).forEach(device -> added(device, room));
            olga.promotes(room, mona);
            becomes(mona, room, "role", "moderator");
            olga.leaves(room);
            becomes(mona, room, "role", "owner");
            mona.kicks(room, max);
            gone(max, room);
            mona.leaves(room);
            assertEquals("not_found", mona.refusalCode().joins(room));
        }
    }

    @Test
    void publicRoomIsCreatedOnceListedByTitleAndOwned() {
        String title = "Zebra " + PodCluster.room();
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            JsonNode state = olga.creates("public", title);
            String room = state.get("room").asText();
            assertTrue(room.startsWith("zebra-"), room);
            assertEquals("owner", state.get("role").asText());
            assertEquals("conflict", max.refusalCode().createsPublic(room, "Mine"));
            assertEquals("conflict", max.refusalCode().createsPublic("lobby", "Mine"));
            assertEquals("member", max.joins(room).get("role").asText());
            JsonNode list = max.rooms(title.substring(0, title.length() - 1));
            assertTrue(list.get("rooms").findValuesAsText("title").contains(title), list::toString);
            String other = title.replace("Zebra", "Okapi");
            olga.retitles(room, other);
            assertEquals(List.of(room), max.rooms(other).get("rooms").findValuesAsText("room"));
        }
    }

    @Test
    void privateRoomIsNeitherListedNorCountedNorAnnounced() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member eve = Member.named("Eve", PODS.there())) {
            eve.watchesRooms(true);
            String room = group(olga);
            olga.says(room, "secret");
            olga.joins(PodCluster.room());
            eve.heard()
                    .first("news of rooms", frame -> frame.path("ev").asText().equals("rooms"));
            assertEquals(List.of(), eve.heard().all(frame -> frame.toString().contains(room)));
            assertFalse(eve.rooms("g").toString().contains(room));
            assertFalse(eve.rooms("gardeners").toString().contains(room));
        }
    }

    @Test
    void outsidersAndBannedUsersGetTheAnswerOfAMissingRoom() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there());
                Member eve = Member.named("Eve", PODS.there())) {
            String room = group(olga, max);
            added(max, room);
            max.says(room, "mine");
            olga.bans(room, max);
            gone(max, room);
            for (Member who : List.of(max, eve)) {
                List<String> here = answers(who, room, olga);
                assertEquals(answers(who, NOWHERE, olga), here);
                here.forEach(answer -> assertTrue(answer.contains("\"not_found\""), answer));
            }
            for (String path : List.of("", "/messages", "/members")) {
                assertEquals(asked(PODS.there(), eve, NOWHERE, path), asked(PODS.there(), eve, room, path));
                assertEquals(asked(PODS.there(), eve, NOWHERE, path), asked(PODS.there(), max, room, path));
            }
        }
    }

    /// The answers to all commands about a room, without the room's id.
    private static List<String> answers(Member who, String room, Member other) {
        List<JsonNode> all = new ArrayList<>();
        all.add(who.refused().joins(room));
        all.add(who.refused().leaves(room));
        all.add(who.refused().says(room, "a", "hello"));
        all.add(who.refused().history(room));
        all.add(who.refused().members(room));
        all.add(who.refused().membersNamed(room, "o"));
        all.add(who.refused().membersOnly(room, "muted"));
        all.add(who.refused().retitles(room, "Mine"));
        all.add(who.refused().sets(room, "moderators"));
        all.add(who.refused().changesTopic(room, "Mine"));
        all.add(who.refused().reactors(room, 1, "👍"));
        all.add(who.refused().marks(room, 1));
        all.add(who.refused().notifies(room, "none"));
        for (String op : List.of("invite", "kick", "ban", "unban", "mute", "unmute", "promote", "demote")) {
            all.add(who.refused().moderates(op, room, other));
        }
        return all.stream().map(answer -> answer.toString().replace(room, "X")).toList();
    }

    private static String asked(Pod pod, Member who, String room, String path) {
        URI address = URI.create("http://127.0.0.1:" + pod.port() + "/api/rooms/" + room + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + who.token())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(404, answer.statusCode());
            return answer.body().replace(room, "X");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void unknownUserCannotBeInvited() {
        try (Member olga = Member.named("Olga", PODS.here())) {
            String room = group(olga);
            String nobody = "n".repeat(20);
            assertEquals("not_found", olga.refusalCode().moderates("invite", room, nobody));
            assertEquals("not_found", olga.refusalCode().creates("private", "T", List.of(nobody)));
            assertEquals("bad_request", olga.refusalCode().moderates("promote", room, nobody));
        }
    }

    @Test
    void twentyFirstRoomWithinAnHourIsRefused() {
        try (Member olga = Member.named("Olga", PODS.here())) {
            for (int i = 0; i < 20; i++) {
                group(olga);
            }
            JsonNode refusal = olga.refused().creates("private", "T");
            assertEquals("rate_limited", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("parley.limits.new-rooms-per-hour"));
        }
    }

    @Test
    void fiftyFirstInvitationWithinAnHourIsRefused() {
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there())) {
            String room = group(olga, max);
            for (int i = 1; i < 50; i++) {
                olga.kicks(room, max);
                olga.invites(room, max);
            }
            olga.kicks(room, max);
            JsonNode refusal = olga.refused().invites(room, max);
            assertEquals("rate_limited", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("parley.limits.invites-per-hour"));
        }
    }
}
