-- Marks a user as seen now.
local users = KEYS[1]
local user = ARGV[1]

return redis.call('ZADD', users, string.format('%.0f', now()), user)
