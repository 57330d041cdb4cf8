package chat.parley.session;

import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Cursors;
import chat.parley.protocol.Empty;
import chat.parley.protocol.Event;
import chat.parley.protocol.EventName;
import chat.parley.protocol.HelloOk;
import chat.parley.protocol.HistoryPage;
import chat.parley.protocol.Json;
import chat.parley.protocol.Limits;
import chat.parley.protocol.MemberLine;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.NotifyLevel;
import chat.parley.protocol.Ok;
import chat.parley.protocol.Peer;
import chat.parley.protocol.Pong;
import chat.parley.protocol.ReactorsPage;
import chat.parley.protocol.Receipts;
import chat.parley.protocol.Renamed;
import chat.parley.protocol.Role;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomLine;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.RoomsPage;
import chat.parley.protocol.Sent;
import chat.parley.protocol.Unread;
import chat.parley.protocol.User;
import chat.parley.protocol.Writers;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Types that the frame writer reads by reflection, registered for the native image.
@RegisterForReflection(
        targets = {
            CatchUp.State.class,
            CatchUp.class,
            Cursors.class,
            Empty.class,
            Event.Bye.class,
            Event.Emitted.class,
            Event.Presence.class,
            Event.Receipt.class,
            Event.RoomChanged.class,
            Event.RoomGone.Reason.class,
            Event.RoomGone.class,
            Event.RoomsChanged.class,
            Event.Typing.class,
            Event.UnreadChanged.class,
            Event.UserChanged.class,
            Event.class,
            EventName.class,
            HelloOk.class,
            HistoryPage.class,
            Json.class,
            Limits.class,
            MemberLine.class,
            MembersPage.class,
            NotifyLevel.class,
            Ok.class,
            Peer.class,
            Pong.class,
            ReactorsPage.class,
            Receipts.Counts.class,
            Receipts.class,
            Renamed.class,
            Role.class,
            RoomId.class,
            RoomLine.class,
            RoomState.class,
            RoomsPage.class,
            Sent.class,
            Unread.class,
            User.class,
            Writers.class,
        })
final class WrittenTypes {

    private WrittenTypes() {}
}
