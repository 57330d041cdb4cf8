package chat.parley.protocol;

import static chat.parley.protocol.GoldenCommands.GARDEN;
import static chat.parley.protocol.GoldenCommands.LOBBY;
import static java.util.Map.entry;

import chat.parley.protocol.Event.RoomGone.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The meaning of each golden reply, error and event.
final class GoldenServerFrames {

    private static final long T = 1767225600000L;
    private static final User ADA = new User(GoldenCommands.ADA, "Ada");
    private static final User GRACE = new User(GoldenCommands.GRACE, "Grace");
    private static final User BOT = new User("bot0tickertickerticke", "Ticker");
    private static final User RENAMED = new User(ADA.id(), "Ada L.");
    private static final RoomId TEA = new RoomId("tea-house");
    private static final RoomId DIRECT = RoomId.direct(GRACE.id(), ADA.id());

    private static final MessageBody QUESTION = text(GRACE, "c-41", "Anybody here?");
    private static final MessageBody MORNING = text(ADA, "c-42", "Good morning ☕");
    private static final MessageBody POLL = MessageBody.of(GRACE, GoldenCommands.POLL);

    private static final CatchUp MISSED =
            CatchUp.replay(List.of(new Json(event(42, MORNING)), new Json(event(43, POLL))));
    private static final CatchUp NEWEST = CatchUp.fresh(List.of(listed(41, QUESTION), listed(42, MORNING)), false);
    private static final RoomState RESET = RoomState.group(
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
    private static final RoomState LATER = RoomState.group(
            GARDEN, "Gardeners", Role.MODERATOR, "e1", 1007, at(30), CatchUp.later(), 12, 1, new Unread(7, 100, 0));
    private static final RoomState ADDED = RoomState.group(
            GARDEN, "Gardeners", Role.OWNER, "e1", 7, at(7), CatchUp.current(), 12, 1, new Unread(7, 0, 0));
    private static final RoomState CREATED = RoomState.group(
            GARDEN,
            "Gardeners",
            Role.OWNER,
            "e1",
            0,
            at(0),
            CatchUp.fresh(List.of(), false),
            2,
            1,
            new Unread(0, 0, 0));
    private static final Json WHISPER = new Json(MessageText.listed(
            new Position("e1", 3), at(3), text(GRACE, "c-3", "Tea at four?").fields()));
    private static final Json TAKEN_BACK = listed(
            41,
            new MessageBody(
                                    GRACE.id() + ".c-41",
                                    GRACE,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of())
                            .fields()
                    + ",\"deleted\":true");
    private static final Json REWORDED = listed(
            42,
            text(ADA, "c-42", "Good morning all ☕").fields() + ",\"edited\":" + at(44)
                    + ",\"reactions\":{\"👍\":{\"count\":2,\"mine\":true},\"☕\":{\"count\":1,\"mine\":false}}");
    private static final RoomLine TEA_LINE = new RoomLine(TEA, "Tea house", 4, 2, at(40), Writers.MEMBERS);

    /// The contents of `ok` in each golden reply.
    static final Map<String, Ok> REPLIES = Map.ofEntries(
            entry("reply-hello-guest", hello(lobby(42, CatchUp.fresh(), new Unread(42, 0, 0)))),
            entry("reply-hello", hello(lobby(43, MISSED, new Unread(41, 2, 1)), LATER)),
            entry("reply-hello-key", hello(BOT, Optional.empty())),
            entry("reply-join-fresh", lobby(42, NEWEST, new Unread(42, 0, 0))),
            entry("reply-join-current", lobby(42, CatchUp.current(), new Unread(42, 0, 0))),
            entry("reply-join-replay", lobby(43, MISSED, new Unread(41, 2, 1))),
            entry("reply-join-reset", RESET),
            entry("reply-join-direct", direct(CatchUp.fresh(List.of(WHISPER), true))),
            entry("reply-create", CREATED),
            entry("reply-leave", new Empty()),
            entry("reply-done", new Empty()),
            entry("reply-receipts", Receipts.of(3, List.of(ADA.id(), GRACE.id()), List.of(GRACE.id()))),
            entry("reply-receipts-large", Receipts.of(new Receipts.Counts(899, 412, 120))),
            entry("reply-reactors", new ReactorsPage(List.of(ADA, GRACE), Optional.empty())),
            entry("reply-reactors-more", new ReactorsPage(List.of(ADA), Optional.of(ADA.id()))),
            entry("reply-send", sent(false)),
            entry("reply-send-duplicate", sent(true)),
            entry(
                    "reply-history",
                    new HistoryPage(List.of(listed(41, QUESTION), listed(42, MORNING), listed(43, POLL)), true)),
            entry("reply-history-changed", new HistoryPage(List.of(TAKEN_BACK, REWORDED), false)),
            entry(
                    "reply-members",
                    new MembersPage(
                            List.of(line(ADA, true, Role.OWNER), line(GRACE, false, Role.MEMBER)),
                            2,
                            1,
                            Optional.empty())),
            entry("reply-members-bot", new MembersPage(List.of(line(BOT, true, Role.MEMBER)), 1, 1, Optional.empty())),
            entry(
                    "reply-members-more",
                    new MembersPage(List.of(line(ADA, true, Role.MEMBER)), 250, 120, Optional.of("100"))),
            entry(
                    "reply-members-only",
                    new MembersPage(
                            List.of(
                                    new MemberLine(
                                            GRACE.id(),
                                            GRACE.name(),
                                            true,
                                            Optional.of(Role.MEMBER),
                                            OptionalLong.of(at(60))),
                                    new MemberLine(ADA.id(), ADA.name(), false, Optional.empty(), OptionalLong.of(0))),
                            12,
                            1,
                            Optional.empty())),
            entry("reply-rooms", new RoomsPage(List.of(TEA_LINE), 2, Optional.empty())),
            entry(
                    "reply-rooms-more",
                    new RoomsPage(
                            List.of(new RoomLine(LOBBY, "Lobby", 300, 120, at(43), Writers.MEMBERS)),
                            51,
                            Optional.of("50"))),
            entry("reply-rename", new Renamed(RENAMED)),
            entry("reply-ping", new Pong(T)));

    static final Map<String, Event> EVENTS = Map.ofEntries(
            entry("event-presence", new Event.Presence(TEA, List.of(ADA), List.of(GRACE), 4, 2)),
            entry("event-presence-numbers", new Event.Presence(LOBBY, List.of(), List.of(), 900, 501)),
            entry("event-typing", new Event.Typing(GARDEN, List.of(ADA, GRACE))),
            entry("event-typing-silence", new Event.Typing(GARDEN, List.of())),
            entry(
                    "event-receipt",
                    new Event.Receipt(
                            GARDEN,
                            List.of(
                                    new Cursors(ADA.id(), OptionalLong.of(7), OptionalLong.empty()),
                                    new Cursors(GRACE.id(), OptionalLong.of(7), OptionalLong.of(7))))),
            entry("event-unread-mark", new Event.UnreadChanged(LOBBY, new Unread(42, 0, 0).marked(41))),
            entry("event-unread", new Event.UnreadChanged(LOBBY, new Unread(42, 1, 1))),
            entry("event-event", Event.Emitted.of(ADA, GoldenCommands.SCORE)),
            entry("event-event-all", Event.Emitted.of(ADA, GoldenCommands.DRILL)),
            entry("event-room-direct", new Event.RoomChanged(direct(CatchUp.current()))),
            entry("event-room", new Event.RoomChanged(ADDED)),
            entry("event-room-own", new Event.RoomChanged(ADDED.about("What grows where", NotifyLevel.NONE))),
            entry("event-room-muted", new Event.RoomChanged(ADDED.mutedUntil(at(60)))),
            entry("event-room-write", new Event.RoomChanged(ADDED.writtenBy(Writers.MODERATORS))),
            entry("event-room-reset", new Event.RoomChanged(RESET)),
            entry("event-room-left", new Event.RoomGone(TEA, Reason.LEFT)),
            entry("event-room-kicked", new Event.RoomGone(TEA, Reason.KICKED)),
            entry("event-room-banned", new Event.RoomGone(TEA, Reason.BANNED)),
            entry(
                    "event-rooms",
                    new Event.RoomsChanged(List.of(new RoomLine(TEA, "Tea house", 5, 3, at(44), Writers.MEMBERS)), 2)),
            entry("event-user", new Event.UserChanged(RENAMED.id(), RENAMED.name())),
            entry("event-bye", new Event.Bye(5000, CloseCode.DRAINING.reason())),
            entry("event-bye-balance", new Event.Bye(1500, "balance")));

    /// The events of a room's log.
    static final Map<String, String> MESSAGES = Map.of(
            "event-message", event(42, MORNING),
            "event-message-bot", event(44, text(BOT, "c-44", "Build 7 has passed")),
            "event-message-data", event(43, POLL),
            "event-edit", event(44, new ChangeBody(ADA, GoldenCommands.EDIT)),
            "event-delete", event(45, new ChangeBody(ADA, GoldenCommands.DELETE)),
            "event-react", event(46, new ChangeBody(ADA, GoldenCommands.REACT)));

    private GoldenServerFrames() {}

    private static HelloOk hello(RoomState... rooms) {
        return hello(ADA, Optional.of("header.claims.signature"), rooms);
    }

    private static HelloOk hello(User user, Optional<String> token, RoomState... rooms) {
        Limits limits = new Limits(65536, 16384, 8192, 16, 5, 20, 50, 100, 200, 100);
        return new HelloOk("pod-a-1f", user, token, T, 25000, limits, "pod-a", List.of(rooms));
    }

    private static RoomState lobby(long head, CatchUp catchUp, Unread mine) {
        return RoomState.group(LOBBY, "Lobby", Role.MEMBER, "e1", head, at(head), catchUp, 3, 2, mine);
    }

    private static RoomState direct(CatchUp catchUp) {
        Peer grace = new Peer(GRACE.id(), GRACE.name(), true);
        return RoomState.direct(DIRECT, grace, "e1", 3, at(3), catchUp, 2, 2, new Unread(2, 1, 0));
    }

    private static Sent sent(boolean duplicate) {
        return new Sent(LOBBY, ADA.id() + ".c-42", "e1", 42, at(42), duplicate);
    }

    private static MemberLine line(User user, boolean online, Role role) {
        return new MemberLine(user.id(), user.name(), online, role);
    }

    private static MessageBody text(User from, String cid, String text) {
        String id = new Cid(cid).entryOf(from.id());
        return new MessageBody(id, from, Optional.of(text), Optional.empty(), Optional.empty(), List.of());
    }

    private static String event(long seq, EntryBody body) {
        return MessageText.event(body.kind(), LOBBY, new Position("e1", seq), at(seq), body.fields());
    }

    private static Json listed(long seq, MessageBody body) {
        return listed(seq, body.fields());
    }

    private static Json listed(long seq, String fields) {
        return new Json(MessageText.listed(new Position("e1", seq), at(seq), fields));
    }

    private static long at(long seq) {
        return T + seq * 1000;
    }
}
