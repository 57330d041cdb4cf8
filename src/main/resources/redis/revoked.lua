-- Returns the users revoked at a time or later, with the times, and the latest time any pod got from this store, whose
-- clock may have been set back since. It is noted only every few seconds; a full store skips that.
local revoked = KEYS[1] -- sorted set
local latest_time = KEYS[2]
local since = ARGV[1] -- ms, or +inf
local noted_every = tonumber(ARGV[2]) -- ms
local longest = tonumber(ARGV[3]) -- ms that a token can be valid

local at, latest = times(latest_time, longest)
if at >= latest + noted_every then
  redis.pcall('SET', latest_time, string.format('%.0f', at))
end
local answer = redis.call('ZRANGE', revoked, since, '+inf', 'BYSCORE', 'WITHSCORES')
answer[#answer + 1] = string.format('%.0f', math.max(at, latest))
return answer
