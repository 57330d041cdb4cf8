package chat.parley.faults;

/// One message as one reader received it.
/// @param afterReset whether the reader was reset just before it
record ReceivedMessage(String epoch, long seq, String id, boolean afterReset) {}
