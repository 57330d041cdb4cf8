package chat.parley.protocol;

/// The content of a successful reply (protocol.md section 4, column `ok`).
public sealed interface Ok
        permits Empty,
                HelloOk,
                HistoryPage,
                MembersPage,
                Pong,
                ReactorsPage,
                Receipts,
                Renamed,
                RoomState,
                RoomsPage,
                Sent {}
