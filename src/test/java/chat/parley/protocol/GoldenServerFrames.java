package chat.parley.protocol;

import static chat.parley.protocol.GoldenCommands.LOBBY;
import static java.util.Map.entry;

import chat.parley.protocol.Event.RoomGone.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What each golden reply, error and event says.
final class GoldenServerFrames {

    private static final long T = 1767225600000L;
    private static final User ADA = new User(GoldenCommands.ADA, "Ada");
    private static final User GRACE = new User("grace000000000000", "Grace");
    private static final User RENAMED = new User(ADA.id(), "Ada L.");
    private static final RoomId TEA = new RoomId("tea-house");
    private static final RoomId GARDEN = new RoomId("g:k3J9-x_Q");

    private static final MessageBody QUESTION = text(GRACE, "c-41", "Anybody here?");
    private static final MessageBody MORNING = text(ADA, "c-42", "Good morning ☕");
    private static final MessageBody POLL = MessageBody.of(GRACE, GoldenCommands.POLL);

    private static final CatchUp MISSED =
            CatchUp.replay(List.of(new Json(event(42, MORNING)), new Json(event(43, POLL))));
    private static final CatchUp NEWEST = CatchUp.fresh(List.of(listed(41, QUESTION), listed(42, MORNING)), false);
    private static final RoomState RESET = new RoomState(
            LOBBY,
            "Lobby",
            Role.MEMBER,
            "e2",
            1048619,
            at(43),
            CatchUp.reset(
                    List.of(new Json(MessageText.listed(new Position("e2", 1048619), at(43), POLL.fields()))), true),
            3,
            2,
            new Unread(41, 1, 1));
    private static final RoomState LATER = new RoomState(
            GARDEN, "Gardeners", Role.MODERATOR, "e1", 1007, at(30), CatchUp.later(), 12, 1, new Unread(7, 100, 0));
    private static final RoomState ADDED = new RoomState(
            GARDEN, "Gardeners", Role.OWNER, "e1", 7, at(7), CatchUp.current(), 12, 1, new Unread(7, 0, 0));
    private static final RoomLine TEA_LINE = new RoomLine(TEA, "Tea house", 4, 2, at(40));

    /// What stands behind `ok` in each golden reply.
    static final Map<String, Ok> REPLIES = Map.ofEntries(
            entry("reply-hello-guest", hello(lobby(42, CatchUp.fresh(), new Unread(42, 0, 0)))),
            entry("reply-hello", hello(lobby(43, MISSED, new Unread(41, 2, 1)), LATER)),
            entry("reply-join-fresh", lobby(42, NEWEST, new Unread(42, 0, 0))),
            entry("reply-join-current", lobby(42, CatchUp.current(), new Unread(42, 0, 0))),
            entry("reply-join-replay", lobby(43, MISSED, new Unread(41, 2, 1))),
            entry("reply-join-reset", RESET),
            entry("reply-leave", new Empty()),
            entry("reply-send", sent(false)),
            entry("reply-send-duplicate", sent(true)),
            entry(
                    "reply-history",
                    new HistoryPage(List.of(listed(41, QUESTION), listed(42, MORNING), listed(43, POLL)), true)),
            entry(
                    "reply-members",
                    new MembersPage(
                            List.of(line(ADA, true, Role.OWNER), line(GRACE, false, Role.MEMBER)),
                            2,
                            1,
                            Optional.empty())),
            entry(
                    "reply-members-more",
                    new MembersPage(List.of(line(ADA, true, Role.MEMBER)), 250, 120, Optional.of("100"))),
            entry("reply-rooms", new RoomsPage(List.of(TEA_LINE), 2, Optional.empty())),
            entry(
                    "reply-rooms-more",
                    new RoomsPage(List.of(new RoomLine(LOBBY, "Lobby", 300, 120, at(43))), 51, Optional.of("50"))),
            entry("reply-rename", new Renamed(RENAMED)),
            entry("reply-ping", new Pong(T)));

    static final Map<String, Event> EVENTS = Map.ofEntries(
            entry("event-presence", new Event.Presence(TEA, List.of(ADA), List.of(GRACE), 4, 2)),
            entry("event-presence-numbers", new Event.Presence(LOBBY, List.of(), List.of(), 900, 501)),
            entry("event-room", new Event.RoomChanged(ADDED)),
            entry("event-room-reset", new Event.RoomChanged(RESET)),
            entry("event-room-left", new Event.RoomGone(TEA, Reason.LEFT)),
            entry("event-room-kicked", new Event.RoomGone(TEA, Reason.KICKED)),
            entry("event-room-banned", new Event.RoomGone(TEA, Reason.BANNED)),
            entry("event-rooms", new Event.RoomsChanged(List.of(new RoomLine(TEA, "Tea house", 5, 3, at(44))), 2)),
            entry("event-user", new Event.UserChanged(RENAMED.id(), RENAMED.name())),
            entry("event-bye", new Event.Bye(5000, CloseCode.DRAINING.reason())));

    static final Map<String, String> MESSAGES =
            Map.of("event-message", event(42, MORNING), "event-message-data", event(43, POLL));

    private GoldenServerFrames() {}

    private static HelloOk hello(RoomState... rooms) {
        Limits limits = new Limits(65536, 16384, 8192, 16, 5, 20, 50, 100, 200, 100);
        return new HelloOk("pod-a-1f", ADA, "header.claims.signature", T, 25000, limits, "pod-a", List.of(rooms));
    }

    private static RoomState lobby(long head, CatchUp catchUp, Unread mine) {
        return new RoomState(LOBBY, "Lobby", Role.MEMBER, "e1", head, at(head), catchUp, 3, 2, mine);
    }

    private static Sent sent(boolean duplicate) {
        return new Sent(LOBBY, ADA.id() + ".c-42", "e1", 42, at(42), duplicate);
    }

    private static MemberLine line(User user, boolean online, Role role) {
        return new MemberLine(user.id(), user.name(), online, role);
    }

    private static MessageBody text(User from, String cid, String text) {
        String id = new Cid(cid).entryOf(from.id());
        return new MessageBody(id, from, Optional.of(text), Optional.empty(), OptionalLong.empty(), List.of());
    }

    private static String event(long seq, MessageBody body) {
        return MessageText.event(LOBBY, new Position("e1", seq), at(seq), body.fields());
    }

    private static Json listed(long seq, MessageBody body) {
        return new Json(MessageText.listed(new Position("e1", seq), at(seq), body.fields()));
    }

    private static long at(long seq) {
        return T + seq * 1000;
    }
}
