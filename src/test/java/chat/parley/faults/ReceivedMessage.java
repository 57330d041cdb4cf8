package chat.parley.faults;

/// One message as one reader got it.
///
/// @param afterReset whether the reader was told to start anew just before it
record ReceivedMessage(String epoch, long seq, String id, boolean afterReset) {}
