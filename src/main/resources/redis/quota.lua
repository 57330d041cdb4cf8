-- Counts uses. Returns 0, or the ms until there is room again; then nothing is counted.
local counter = KEYS[1]
local limit = tonumber(ARGV[1])
local window = tonumber(ARGV[2]) -- ms
local count = tonumber(ARGV[3]) -- uses

local used = redis.call('INCRBY', counter, count)
local left = redis.call('PTTL', counter)
-- A new window, or one that the clock made too long by stepping back.
if left < 0 or left > window then
  redis.call('PEXPIRE', counter, window)
  left = window
end
if used <= limit then
  return 0
end
redis.call('DECRBY', counter, count)
return math.max(1, left)
