package chat.parley.faults;

/// One message in a client's outbox.
record Message(String room, String cid, String text) {}
