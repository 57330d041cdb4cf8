-- The latest time that any pod has heard of this store, whose clock may have been set back since; and who was revoked at
-- a time or later, and when. Noted every few seconds only; a store that is full goes on without.
-- KEYS the sorted set, the latest time
-- ARGV since when, in ms or +inf; every how many ms the latest time is noted; ms that a token lasts at most
local at, latest = times(KEYS[2], ARGV[3])
if at >= latest + tonumber(ARGV[2]) then
  redis.pcall('SET', KEYS[2], string.format('%.0f', at))
end
local answer = redis.call('ZRANGE', KEYS[1], ARGV[1], '+inf', 'BYSCORE', 'WITHSCORES')
answer[#answer + 1] = string.format('%.0f', math.max(at, latest))
return answer
