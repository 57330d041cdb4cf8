-- Revokes a user's tokens issued so far, and deletes revocations that no token is left for: those older than any token
-- was ever allowed to be, however short token lifetimes are now. After the clock was set back, tokens exist that are
-- later than it; they are revoked, too.
local revoked = KEYS[1] -- sorted set
local kept = KEYS[2] -- the longest that a revocation had to be kept
local latest_time = KEYS[3] -- see revoked.lua
local user = ARGV[1]
local longest = tonumber(ARGV[2]) -- ms that a token can be valid
local noted_every = tonumber(ARGV[3]) -- ms

local at, latest = times(latest_time, longest)
local keep = math.max(longest, tonumber(redis.call('GET', kept) or 0))
redis.call('SET', kept, string.format('%.0f', keep))
redis.call('ZREMRANGEBYSCORE', revoked, '-inf', string.format('%.0f', at - keep))
if at < latest then
  at = latest + noted_every
end
redis.call('ZADD', revoked, 'GT', string.format('%.0f', at), user)
return 1
