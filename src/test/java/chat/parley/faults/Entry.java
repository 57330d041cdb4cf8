package chat.parley.faults;

/// A message as the store has it in the end, or as it was acknowledged.
record Entry(long seq, String id) {}
