package chat.parley.protocol;

/// What an operator is told of the installation over HTTP: numbers and ids, never a text.
public sealed interface Overview permits LiveRoomsPage, PodsPage, TalkersPage {}
