package chat.parley.protocol;

/// What a reply holds when the command was carried out (protocol.md section 4, column `ok`).
public sealed interface Ok
        permits Empty, HelloOk, HistoryPage, MembersPage, Pong, Receipts, Renamed, RoomState, RoomsPage, Sent {}
