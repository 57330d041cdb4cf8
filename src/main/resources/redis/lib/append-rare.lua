return {
  entry_at = entry_at, instead = instead, unchangeable = unchangeable, change = change, tidy = tidy, mention = mention,
  wait_in_queue = wait_in_queue, open_to = open_to, show = show, tell_fewer = tell_fewer, keep_within = keep_within,
  keep_for = keep_for,
}
