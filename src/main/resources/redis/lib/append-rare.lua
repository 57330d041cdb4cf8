return {
  entry_at = entry_at, instead = instead, unchangeable = unchangeable, change = change, tidy = tidy, mention = mention,
  wait_in_queue = wait_in_queue, open_to = open_to, show = show, publish_unread_counts = publish_unread_counts,
  keep_within = keep_within, keep_for = keep_for, check_fence = check_fence, make = make, muted = muted,
  outsider_refusal = outsider_refusal, visitor = visitor,
}
