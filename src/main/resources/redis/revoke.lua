-- Revokes a user's tokens issued so far, and deletes revocations that no token is left for: those older than any token
-- was ever allowed to be, however short token lifetimes are now. After the clock was set back, tokens exist that are
-- later than it; they are revoked, too.
-- KEYS the sorted set, the longest that a revocation had to be kept, the latest time (revoked.lua)
-- ARGV user, longest token lifetime in ms, interval in ms at which the latest time is noted
local at, latest = times(KEYS[3], ARGV[2])
local keep = math.max(tonumber(ARGV[2]), tonumber(redis.call('GET', KEYS[2]) or 0))
redis.call('SET', KEYS[2], string.format('%.0f', keep))
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', at - keep))
if at < latest then
  at = latest + tonumber(ARGV[3])
end
redis.call('ZADD', KEYS[1], 'GT', string.format('%.0f', at), ARGV[1])
return 1
