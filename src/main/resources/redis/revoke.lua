-- Makes void what a user has proven so far, and forgets revocations that no token is left for: those that are older than
-- any token has ever been allowed to be, however short its life is now. After the clock was set back, tokens are about
-- that are later than it, and they are void, too.
-- KEYS the sorted set, the longest that a revocation had to be kept, the latest time (revoked.lua)
-- ARGV user, ms that a token lasts at most, every how many ms the latest time is noted
local at, latest = times(KEYS[3], ARGV[2])
local keep = math.max(tonumber(ARGV[2]), tonumber(redis.call('GET', KEYS[2]) or 0))
redis.call('SET', KEYS[2], string.format('%.0f', keep))
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', at - keep))
if at < latest then
  at = latest + tonumber(ARGV[3])
end
redis.call('ZADD', KEYS[1], 'GT', string.format('%.0f', at), ARGV[1])
return 1
