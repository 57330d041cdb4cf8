-- Marks a user as seen now. KEYS users. ARGV user.
return redis.call('ZADD', KEYS[1], string.format('%.0f', now()), ARGV[1])
