package chat.parley.faults;

/// A message as it is in the store in the end, or as it was acknowledged.
record Entry(long seq, String id) {}
