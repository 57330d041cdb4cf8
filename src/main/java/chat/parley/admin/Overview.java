package chat.parley.admin;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// An operator's overview over HTTP: numbers and ids, never texts. The frame writer reads its types by
/// reflection, so they are registered for the native image.
@RegisterForReflection(
        targets = {
            LiveRoom.class,
            LiveRoomsPage.class,
            Overview.class,
            PodLine.class,
            PodsPage.class,
            RoomId.class,
            RoomKind.class,
            Talker.class,
            TalkersPage.class,
        })
public sealed interface Overview permits LiveRoomsPage, PodsPage, TalkersPage {}
