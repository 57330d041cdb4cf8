-- Makes void what a user has proven so far, and forgets revocations that no token is left for.
-- KEYS the sorted set
-- ARGV user, ms that a token lasts
local at = now()
redis.call('ZADD', KEYS[1], 'GT', string.format('%.0f', at), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', at - tonumber(ARGV[2])))
return 1
