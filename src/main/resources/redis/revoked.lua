-- Returns the users revoked at a time or later, with the times, and the latest time any pod got from this store, whose
-- clock may have been set back since. It is noted only every few seconds; a full store skips that.
-- KEYS the sorted set, the latest time
-- ARGV since when, in ms or +inf; interval in ms at which the latest time is noted; longest token lifetime in ms
local at, latest = times(KEYS[2], ARGV[3])
if at >= latest + tonumber(ARGV[2]) then
  redis.pcall('SET', KEYS[2], string.format('%.0f', at))
end
local answer = redis.call('ZRANGE', KEYS[1], ARGV[1], '+inf', 'BYSCORE', 'WITHSCORES')
answer[#answer + 1] = string.format('%.0f', math.max(at, latest))
return answer
