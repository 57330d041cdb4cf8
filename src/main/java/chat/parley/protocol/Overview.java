package chat.parley.protocol;

/// An operator's overview over HTTP: numbers and ids, never texts.
public sealed interface Overview permits LiveRoomsPage, PodsPage, TalkersPage {}
