package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.Entry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.UserTopic;
import chat.parley.kit.Store;
import chat.parley.protocol.BodyParts;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Command.ChangeTopic;
import chat.parley.protocol.Command.Members;
import chat.parley.protocol.Command.Retitle;
import chat.parley.protocol.Command.SetRoom;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.MessageRef;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Moderate.Verb;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Query;
import chat.parley.protocol.Restriction;
import chat.parley.protocol.Role;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.Title;
import chat.parley.protocol.Topic;
import chat.parley.protocol.User;
import chat.parley.protocol.Writers;
import chat.parley.room.RedisModeration.Outcome;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The permissions of each role and the effects of moderation, as the scripts decide them (protocol.md
/// section 4).
final class ModerationTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final RedisModeration MODERATION =
            new RedisModeration(ROOMS.store().store());
    private static final RedisRoomCreation FOUNDING =
            new RedisRoomCreation(ROOMS.store().store());
    private static final NewRoomId IDS = new NewRoomId();
    private static final Title TITLE = new Title("Gardeners");

    private final User olga = RoomFixture.user("Olga");
    private final User mona = RoomFixture.user("Mona");
    private final User max = RoomFixture.user("Max");
    private final User eve = RoomFixture.user("Eve");
    private final RoomId room = IDS.secret();
    private final RoomId garden = RoomFixture.room();

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    private void makes(RoomId which, User... people) {
        assertTrue(result(FOUNDING.create(which, TITLE, List.of(people), "-")));
    }

    /// Olga owns the room, Mona moderates it, Max is in it.
    private void staffed(RoomId which) {
        makes(which, olga, mona, max);
        does(olga, Verb.PROMOTE, which, mona);
    }

    private static Outcome does(User who, Verb verb, RoomId where, User to) {
        return does(who, verb, where, to, OptionalLong.empty());
    }

    private static Outcome does(User who, Verb verb, RoomId where, User to, OptionalLong millis) {
        Moderate asked = new Moderate(Optional.empty(), verb, where, to.id(), millis);
        return result(
                verb == Verb.INVITE
                        ? MODERATION.invite(who, asked, to, false)
                        : MODERATION.moderate(who, asked, false));
    }

    private static void titles(User who, RoomId where, String title) {
        result(MODERATION.retitle(who, new Retitle(Optional.empty(), where, new Title(title)), false));
    }

    private static void about(User who, RoomId where, String topic) {
        result(MODERATION.changeTopic(who, new ChangeTopic(Optional.empty(), where, new Topic(topic)), false));
    }

    private static Role role(User who, RoomId where) {
        return ROOMS.looks(who, where).role().orElseThrow();
    }

    private static String refused(Executable action) {
        return assertThrows(Problem.class, action).code().wire();
    }

    @Test
    void creatorOwnsTheRoom() {
        makes(room, olga, max);
        assertEquals(Role.OWNER, role(olga, room));
        assertEquals(Role.MEMBER, role(max, room));
        assertEquals(Optional.of("Gardeners"), ROOMS.looks(max, room).title());
        assertEquals(2, ROOMS.looks(max, room).members());
    }

    @Test
    void existingRoomIsNotRecreated() {
        ROOMS.joins(max, garden);
        assertFalse(result(FOUNDING.create(garden, TITLE, List.of(olga), "-")));
        assertEquals("not_member", refused(() -> ROOMS.looks(olga, garden)));
        assertEquals(Optional.of(garden.value()), ROOMS.looks(max, garden).title());
    }

    @Test
    void moderatorsActOnlyOnMembers() {
        staffed(room);
        User zoe = RoomFixture.user("Zoe");
        for (Verb verb : List.of(Verb.KICK, Verb.BAN, Verb.MUTE, Verb.UNMUTE)) {
            assertEquals("forbidden", refused(() -> does(max, verb, room, mona)), verb::wire);
            assertEquals("forbidden", refused(() -> does(mona, verb, room, olga)), verb::wire);
            assertEquals("forbidden", refused(() -> does(mona, verb, room, mona)), verb::wire);
        }
        assertEquals("forbidden", refused(() -> does(max, Verb.INVITE, room, zoe)));
        assertEquals("forbidden", refused(() -> does(mona, Verb.PROMOTE, room, max)));
        assertEquals("forbidden", refused(() -> does(mona, Verb.DEMOTE, room, mona)));
        assertEquals("forbidden", refused(() -> titles(max, room, "Weeds")));
        assertEquals(Outcome.DONE, does(mona, Verb.INVITE, room, zoe));
        assertEquals(Outcome.SAME, does(mona, Verb.INVITE, room, zoe));
        assertEquals(Outcome.REMOVED, does(mona, Verb.KICK, room, zoe));
        assertEquals(Outcome.SAME, does(mona, Verb.KICK, room, zoe));
        assertEquals(Outcome.REMOVED, does(mona, Verb.BAN, room, max));
        titles(mona, room, "Herbs");
        assertEquals(Optional.of("Herbs"), ROOMS.looks(olga, room).title());
    }

    private static void writes(User who, RoomId where, Writers writers, boolean enforced) {
        result(MODERATION.set(
                who, new SetRoom(Optional.empty(), where, Optional.empty(), Optional.of(writers)), enforced, false));
    }

    private static Writers writers(User who, RoomId where) {
        return ROOMS.looks(who, where).write();
    }

    @Test
    void moderatorsDecideWhoMayWrite() {
        staffed(room);
        assertEquals(Writers.MEMBERS, writers(max, room));
        assertEquals("forbidden", refused(() -> writes(max, room, Writers.MODERATORS, true)));
        assertEquals("not_found", refused(() -> writes(eve, room, Writers.MODERATORS, true)));
        ROOMS.says(max, room, "before");
        writes(mona, room, Writers.MODERATORS, true);
        assertEquals(Writers.MODERATORS, writers(max, room));
        assertEquals("forbidden", refused(() -> ROOMS.says(max, room, "after")));
        assertTrue(ROOMS.says(max, room, "before").duplicate(), "what was stored before keeps its answer");
        ROOMS.says(olga, room, "mine");
        ROOMS.says(mona, room, "mine");
        does(olga, Verb.PROMOTE, room, max);
        ROOMS.says(max, room, "as-a-moderator");
        does(olga, Verb.DEMOTE, room, max);
        assertEquals("forbidden", refused(() -> ROOMS.says(max, room, "as-a-member-again")));
        writes(olga, room, Writers.MEMBERS, true);
        ROOMS.says(max, room, "after");
    }

    @Test
    void titleAndWritersChangeAtOnceOrNotAtAll() {
        staffed(room);
        SetRoom both =
                new SetRoom(Optional.empty(), room, Optional.of(new Title("News")), Optional.of(Writers.MODERATORS));
        assertEquals("unavailable", refused(() -> result(MODERATION.set(olga, both, false, false))));
        assertEquals(Optional.of("Gardeners"), ROOMS.looks(max, room).title());
        assertEquals(
                "forbidden", refused(() -> result(MODERATION.set(max, both, false, false))), "whatever the pods know");
        result(MODERATION.set(olga, both, true, false));
        assertEquals(Optional.of("News"), ROOMS.looks(max, room).title());
        assertEquals(Writers.MODERATORS, writers(max, room));
    }

    @Test
    void whoMayWriteIsToldOnlyWhenItChanges() {
        staffed(garden);
        try (TopicRecorder recorder = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, garden).topic())) {
            writes(mona, garden, Writers.MODERATORS, true);
            writes(mona, garden, Writers.MODERATORS, true);
            does(olga, Verb.DEMOTE, garden, mona);
            recorder.until(text -> text.equals("changed " + mona.id() + "\n"));
            assertEquals(
                    1, recorder.lines().stream().filter("changed *\n"::equals).count());
        }
    }

    @Test
    void moderatorsSayWhatTheRoomIsAbout() {
        staffed(room);
        assertEquals(Optional.empty(), ROOMS.looks(max, room).topic());
        assertEquals("forbidden", refused(() -> about(max, room, "Weeds")));
        assertEquals("not_found", refused(() -> about(eve, room, "Weeds")));
        about(mona, room, "What grows where");
        assertEquals(Optional.of("What grows where"), ROOMS.looks(max, room).topic());
        assertEquals(Optional.of("Gardeners"), ROOMS.looks(max, room).title(), "that stays");
        about(olga, room, " ");
        assertEquals(Optional.empty(), ROOMS.looks(max, room).topic());
    }

    @Test
    void ownersActOnEverybodyButOwners() {
        staffed(room);
        assertEquals(Outcome.DONE, does(olga, Verb.PROMOTE, room, mona));
        assertEquals(Role.OWNER, role(mona, room));
        for (Verb verb : List.of(Verb.KICK, Verb.BAN, Verb.MUTE, Verb.PROMOTE, Verb.DEMOTE)) {
            assertEquals("forbidden", refused(() -> does(olga, verb, room, mona)), verb::wire);
        }
        does(olga, Verb.PROMOTE, room, max);
        does(olga, Verb.MUTE, room, max);
        does(olga, Verb.DEMOTE, room, max);
        assertEquals(Role.MEMBER, role(max, room));
        assertEquals(Outcome.SAME, does(olga, Verb.DEMOTE, room, max));
        assertEquals("bad_request", refused(() -> does(olga, Verb.PROMOTE, room, eve)));
    }

    @Test
    void ownerStepsDownOnlyBesideAnother() {
        staffed(room);
        assertEquals("conflict", refused(() -> does(olga, Verb.DEMOTE, room, olga)));
        does(olga, Verb.PROMOTE, room, mona);
        assertEquals(Outcome.DONE, does(olga, Verb.DEMOTE, room, olga));
        assertEquals(Role.MODERATOR, role(olga, room));
    }

    @Test
    void roomCreatedByJoiningHasNoModerator() {
        ROOMS.joins(max, garden);
        ROOMS.joins(eve, garden);
        assertEquals("forbidden", refused(() -> does(max, Verb.KICK, garden, eve)));
        assertEquals("forbidden", refused(() -> titles(max, garden, "Weeds")));
    }

    @Test
    void lastOwnerHandsOverToTheLongestServingModerator() {
        makes(room, olga, eve, max, mona);
        does(olga, Verb.PROMOTE, room, mona);
        does(olga, Verb.PROMOTE, room, max);
        result(ROOMS.rooms().leave(olga, room));
        assertEquals(Role.OWNER, role(max, room));
        assertEquals(Role.MODERATOR, role(mona, room));
        assertEquals(Role.MEMBER, role(eve, room));
    }

    @Test
    void withoutModeratorsTheLongestServingMemberTakesOver() {
        makes(garden, olga);
        ROOMS.joins(max, garden);
        ROOMS.joins(eve, garden);
        result(ROOMS.rooms().leave(max, garden));
        ROOMS.joins(max, garden);
        result(ROOMS.rooms().leave(olga, garden));
        assertEquals(Role.OWNER, role(eve, garden), "who came back serves since then");
        assertEquals(Role.MEMBER, role(max, garden));
    }

    @Test
    void ownerBesideAnotherLeavesWithoutHandingOver() {
        staffed(room);
        does(olga, Verb.PROMOTE, room, mona);
        result(ROOMS.rooms().leave(olga, room));
        assertEquals(Role.OWNER, role(mona, room));
        assertEquals(Role.MEMBER, role(max, room));
    }

    @Test
    void privateRoomIsDeletedWithItsLastMember() {
        makes(room, olga);
        ROOMS.says(olga, room, "hello");
        result(ROOMS.rooms().leave(olga, room));
        assertEquals("[]", ROOMS.store().text(Command.KEYS, "parley:{" + room + "}:*"));
    }

    @Test
    void banHoldsUntilLiftedEvenForNonMembers() {
        staffed(garden);
        does(mona, Verb.BAN, garden, eve);
        assertEquals("banned", refused(() -> ROOMS.joins(eve, garden)));
        assertEquals("banned", refused(() -> ROOMS.looks(eve, garden)));
        assertEquals("banned", refused(() -> result(ROOMS.rooms().leave(eve, garden))));
        assertEquals("conflict", refused(() -> does(mona, Verb.INVITE, garden, eve)));
        does(mona, Verb.UNBAN, garden, eve);
        ROOMS.joins(eve, garden);
    }

    @Test
    void temporaryBanExpires() {
        staffed(garden);
        does(mona, Verb.BAN, garden, max, OptionalLong.of(60_000));
        assertEquals("banned", refused(() -> ROOMS.joins(max, garden)));
        does(mona, Verb.UNBAN, garden, max);
        does(mona, Verb.BAN, garden, max, OptionalLong.of(200));
        Awaitility.await()
                .atMost(15, TimeUnit.SECONDS)
                .ignoreExceptionsInstanceOf(Problem.class)
                .until(() -> ROOMS.joins(max, garden).members() == 3);
    }

    @Test
    void kickedMemberMayRejoinOrBeInvitedAgain() {
        staffed(garden);
        does(mona, Verb.KICK, garden, max);
        assertEquals("not_member", refused(() -> ROOMS.says(max, garden, "hello")));
        ROOMS.joins(max, garden);
        makes(room, olga, max);
        does(olga, Verb.KICK, room, max);
        assertEquals("not_found", refused(() -> ROOMS.joins(max, room)));
        does(olga, Verb.INVITE, room, max);
        assertEquals(Role.MEMBER, role(max, room));
    }

    @Test
    void muteThatChangesNothingIsToldToNobody() {
        staffed(garden);
        try (TopicRecorder recorder = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, garden).topic())) {
            does(mona, Verb.UNMUTE, garden, max);
            does(mona, Verb.MUTE, garden, max);
            does(mona, Verb.MUTE, garden, max);
            does(olga, Verb.DEMOTE, garden, mona);
            recorder.until(text -> text.equals("changed " + mona.id() + "\n"));
            assertEquals(
                    1,
                    recorder.lines().stream()
                            .filter(text -> text.equals("changed " + max.id() + "\n"))
                            .count());
        }
    }

    @Test
    void muteSurvivesLeaving() {
        staffed(garden);
        does(mona, Verb.MUTE, garden, max);
        Problem muted = assertThrows(Problem.class, () -> ROOMS.says(max, garden, "hello"));
        assertEquals(OptionalLong.empty(), muted.after(), "until it is undone");
        result(ROOMS.rooms().leave(max, garden));
        ROOMS.joins(max, garden);
        assertEquals("muted", refused(() -> ROOMS.says(max, garden, "hello")));
        does(mona, Verb.UNMUTE, garden, max);
        ROOMS.says(max, garden, "hello");
        does(mona, Verb.MUTE, garden, eve, OptionalLong.of(60_000));
        ROOMS.joins(eve, garden);
        long after = assertThrows(Problem.class, () -> ROOMS.says(eve, garden, "hello"))
                .after()
                .orElseThrow();
        assertTrue(after > 50_000 && after <= 60_000, "after " + after);
    }

    @Test
    void memberRemovedFromAPrivateRoomGetsNoDuplicateAnswer() {
        staffed(room);
        ROOMS.says(max, room, "mine");
        assertTrue(ROOMS.says(max, room, "mine").duplicate());
        does(mona, Verb.BAN, room, max);
        assertEquals("not_found", refused(() -> ROOMS.says(max, room, "mine")));
    }

    @Test
    void outsidersAndBannedUsersGetTheAnswerOfAMissingRoom() {
        staffed(room);
        does(mona, Verb.BAN, room, max);
        RoomId nowhere = IDS.secret();
        List<Supplier<Executable>> asked = List.of(
                () -> () -> ROOMS.looks(eve, room),
                () -> () -> ROOMS.looks(max, room),
                () -> () -> ROOMS.looks(max, nowhere),
                () -> () -> ROOMS.says(max, room, "hello"),
                () -> () -> ROOMS.says(max, nowhere, "hello"),
                () -> () -> does(max, Verb.KICK, room, olga),
                () -> () -> does(max, Verb.KICK, nowhere, olga),
                () -> () -> titles(eve, room, "Mine"),
                () -> () -> titles(eve, nowhere, "Mine"),
                () -> () -> result(ROOMS.members(eve.id(), room, MembersCursor.first())),
                () -> () -> result(ROOMS.members(eve.id(), nowhere, MembersCursor.first())),
                () -> () -> lists(eve, room),
                () -> () -> lists(eve, nowhere),
                () -> () -> result(ROOMS.rooms().leave(max, room)),
                () -> () -> result(ROOMS.rooms().leave(max, nowhere)));
        for (Supplier<Executable> one : asked) {
            Problem problem = assertThrows(Problem.class, one.get());
            assertEquals("not_found", problem.code().wire());
            String text = problem.getMessage().replace(room.value(), "X").replace(nowhere.value(), "X");
            assertEquals("expected a room that exists and that you can see, got X", text);
        }
    }

    @Test
    void onlyModeratorsListTheMutedAndBanned() {
        staffed(garden);
        ROOMS.joins(eve, garden);
        does(mona, Verb.MUTE, garden, max);
        does(mona, Verb.MUTE, garden, eve, OptionalLong.of(60_000));
        result(ROOMS.rooms().leave(eve, garden));
        List<MemberLine> muted = listed(olga, Restriction.MUTED).members();
        assertEquals(
                List.of(max.id(), eve.id()), muted.stream().map(MemberLine::id).toList());
        assertEquals(OptionalLong.of(0), muted.getFirst().until());
        assertEquals(Optional.of(Role.MEMBER), muted.getFirst().role());
        long left = muted.getLast().until().orElseThrow() - System.currentTimeMillis();
        assertTrue(left > 50_000 && left <= 60_000, "left " + left);
        assertEquals(Optional.empty(), muted.getLast().role(), "no member any more");

        does(mona, Verb.BAN, garden, max);
        does(mona, Verb.BAN, garden, eve, OptionalLong.of(1));
        Awaitility.await()
                .until(() -> listed(mona, Restriction.BANNED).members().size() == 1);
        MemberLine banned = listed(mona, Restriction.BANNED).members().getFirst();
        assertEquals(max.id(), banned.id());
        assertEquals(OptionalLong.of(0), banned.until());
        does(mona, Verb.UNBAN, garden, max);
        assertEquals(List.of(), listed(mona, Restriction.BANNED).members());

        ROOMS.joins(max, garden);
        for (Restriction only : Restriction.values()) {
            assertEquals("forbidden", refused(() -> listed(max, only)));
            assertEquals("not_member", refused(() -> listed(eve, only)));
        }
    }

    @Test
    void hundredsOfMutedMembersComeInPagesEachOnce() {
        makes(garden, olga);
        List<User> all =
                IntStream.range(0, 450).mapToObj(i -> RoomFixture.user("M" + i)).toList();
        all.stream()
                .map(user -> ROOMS.rooms().join(user, garden, ResumeRequest.brief(Optional.empty()), true))
                .toList()
                .forEach(Store::result);
        List<User> muted = all.subList(0, 250);
        muted.forEach(user -> does(olga, Verb.MUTE, garden, user));
        List<MemberLine> listed = allMuted(Optional.empty());
        assertEquals(250, listed.size());
        assertEquals(
                new HashSet<>(muted.stream().map(User::id).toList()),
                new HashSet<>(listed.stream().map(MemberLine::id).toList()));
        assertEquals(
                List.of("M24", "M240", "M241", "M242", "M243", "M244", "M245", "M246", "M247", "M248", "M249"),
                allMuted(Optional.of(new Query("m24"))).stream()
                        .map(MemberLine::name)
                        .sorted()
                        .toList());
    }

    private List<MemberLine> allMuted(Optional<Query> query) {
        List<MemberLine> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MembersPage page = listed(olga, Restriction.MUTED, query, cursor);
            assertTrue(page.members().size() <= 100);
            all.addAll(page.members());
            cursor = page.cursor();
        } while (cursor.isPresent() && all.size() < 1_000);
        return all;
    }

    @Test
    void memberIsToldUntilWhenTheyAreMuted() {
        staffed(garden);
        assertEquals(OptionalLong.empty(), ROOMS.looks(max, garden).muted());
        try (TopicRecorder recorder = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, garden).topic())) {
            does(mona, Verb.MUTE, garden, max);
            recorder.until(text -> text.startsWith("changed " + max.id()));
        }
        assertEquals(OptionalLong.of(0), ROOMS.looks(max, garden).muted());
        assertEquals(OptionalLong.empty(), ROOMS.looks(mona, garden).muted());
        does(mona, Verb.MUTE, garden, max, OptionalLong.of(60_000));
        long left = ROOMS.looks(max, garden).muted().orElseThrow() - System.currentTimeMillis();
        assertTrue(left > 50_000 && left <= 60_000, "left " + left);
        does(mona, Verb.UNMUTE, garden, max);
        assertEquals(OptionalLong.empty(), ROOMS.looks(max, garden).muted());
    }

    private static void lists(User who, RoomId where) {
        result(ROOMS.memberLists()
                .page(
                        who.id(),
                        new Members(
                                Optional.empty(),
                                where,
                                Optional.empty(),
                                Optional.of(Restriction.MUTED),
                                Optional.empty())));
    }

    private MembersPage listed(User who, Restriction only) {
        return listed(who, only, Optional.empty(), Optional.empty());
    }

    private MembersPage listed(User who, Restriction only, Optional<Query> query, Optional<String> cursor) {
        return result(ROOMS.memberLists()
                .page(who.id(), new Members(Optional.empty(), garden, query, Optional.of(only), cursor)));
    }

    @Test
    void banStoresTheSeqFromWhichItHolds() {
        staffed(garden);
        ROOMS.saysMany(max, garden, 7);
        does(mona, Verb.BAN, garden, max);
        assertEquals("0 7", ROOMS.store().text(Command.HGET, new RoomKeys(KeyPrefix.USUAL, garden).banned(), max.id()));
    }

    /// As it is in the store after its clock stepped back by an hour.
    @Test
    void clockStepBackExtendsNeitherMuteNorBan() {
        staffed(garden);
        long till = System.currentTimeMillis() + TimeUnit.HOURS.toMillis(1);
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, garden);
        does(mona, Verb.MUTE, garden, max, OptionalLong.of(60_000));
        String muted = ROOMS.store().text(Command.HGET, keys.members(), max.id());
        ROOMS.store().asks(Command.HSET, keys.members(), max.id(), muted.replaceFirst(" \\d+~", " " + till + "~"));
        for (int i = 0; i < 2; i++) {
            Problem refused = assertThrows(Problem.class, () -> ROOMS.says(max, garden, "hello"));
            assertEquals("muted", refused.code().wire());
            long after = refused.after().orElseThrow();
            assertTrue(after > 0 && after <= 60_000, "after " + after);
        }
        does(mona, Verb.BAN, garden, max, OptionalLong.of(60_000));
        String banned = ROOMS.store().text(Command.HGET, keys.banned(), max.id());
        ROOMS.store().asks(Command.HSET, keys.banned(), max.id(), banned.replaceFirst("^\\d+", "" + till));
        assertEquals("banned", refused(() -> ROOMS.joins(max, garden)));
        banned = ROOMS.store().text(Command.HGET, keys.banned(), max.id());
        long left = Long.parseLong(banned.split(" ", -1)[0]) - System.currentTimeMillis();
        assertTrue(left <= 60_000, banned);
        does(mona, Verb.UNBAN, garden, max);
        ROOMS.joins(max, garden);
        assertEquals("muted", refused(() -> ROOMS.says(max, garden, "hello")), "a mute outlives leaving");
    }

    @Test
    void removalIsPublishedToRoomAndUserBeforeLaterEvents() {
        staffed(room);
        try (TopicRecorder inside = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic());
                TopicRecorder own = new TopicRecorder(ROOMS.store(), new UserTopic(KeyPrefix.USUAL, max.id()).name())) {
            does(mona, Verb.KICK, room, max);
            ROOMS.says(olga, room, "he-is-gone");
            inside.until(text -> text.contains("he-is-gone"));
            assertEquals("out " + max.id() + " kicked\n", inside.lines().getFirst());
            own.until(text -> text.equals("left " + room + " kicked"));
        }
    }

    @Test
    void invitationsRoleChangesAndTitleChangesArePublished() {
        makes(room, olga, max);
        try (TopicRecorder inside = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic());
                TopicRecorder own = new TopicRecorder(ROOMS.store(), new UserTopic(KeyPrefix.USUAL, eve.id()).name())) {
            does(olga, Verb.INVITE, room, eve);
            own.until(text -> text.equals("joined " + room + " -"));
            does(olga, Verb.PROMOTE, room, max);
            titles(olga, room, "Herbs");
            inside.until(text -> text.equals("changed *\n"));
            assertEquals(List.of("here 3 0\n", "changed " + max.id() + "\n", "changed *\n"), inside.lines());
        }
    }

    @Test
    void invitedMemberStartsAtTheHead() {
        makes(room, olga);
        ROOMS.saysMany(olga, room, 3);
        does(olga, Verb.INVITE, room, max);
        var found = result(ROOMS.rooms().state(max, room, ResumeRequest.whole(Optional.empty()), false))
                .state();
        assertEquals(Optional.of(List.of()), found.catchUp().messages());
        assertEquals(3, found.mine().read());
        assertEquals(0, found.mine().unread());
    }

    @Test
    void existenceOfAHiddenMessageIsNotRevealed() {
        makes(room, olga);
        ROOMS.says(olga, room, "hidden");
        does(olga, Verb.INVITE, room, max);
        ROOMS.says(olga, room, "seen");
        assertEquals(answersTo("none"), answersTo("hidden").replace("hidden", "none"));
        assertEquals("", answersTo("seen"));
    }

    /// What refuses Max's reply to a message of Olga's.
    private String answersTo(String cid) {
        String id = olga.id() + "." + cid;
        BodyParts body = new BodyParts("\"id\":\"x\",\"from\":{\"id\":\"x\",\"name\":\"x\"}", ",\"text\":\"x\"", "");
        Entry entry = new Entry(
                max.id(), new Cid("to-" + cid), "", Optional.of(new MessageRef(0, Optional.of(id))), List.of(), body);
        try {
            result(ROOMS.append().append(room, entry));
            return "";
        } catch (Problem refused) {
            return refused.code().wire() + " " + refused.getMessage();
        }
    }

    @Test
    void publicIdIsDerivedFromItsTitle() {
        assertTrue(IDS.of(new Title("Tea House — Zürich!")).value().startsWith("tea-house-zurich-"));
        assertFalse(IDS.of(new Title("茶")).value().isEmpty());
        assertEquals(26, IDS.secret().value().length());
    }
}
