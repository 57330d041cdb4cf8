package chat.parley.admin;

import chat.parley.protocol.KeyScope;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// An operator's overview over HTTP: numbers, ids, the names of people and keys, never texts. The frame writer reads
/// its types by reflection, so they are registered for the native image.
@RegisterForReflection(
        targets = {
            ConnectedPerson.class,
            KeyLine.class,
            KeyMade.class,
            KeyRotated.class,
            KeyScope.class,
            KeysPage.class,
            LiveRoom.class,
            LiveRoomsPage.class,
            Overview.class,
            PeoplePage.class,
            PodLine.class,
            PodsPage.class,
            RefusalLine.class,
            RefusalsPage.class,
            RoomId.class,
            RoomKind.class,
            Talker.class,
            TalkersPage.class,
        })
public sealed interface Overview
        permits KeyMade, KeyRotated, KeysPage, LiveRoomsPage, PeoplePage, PodsPage, RefusalsPage, TalkersPage {}
