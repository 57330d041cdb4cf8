-- Counts uses. KEYS counter. ARGV limit, window ms, uses. Returns 0, or the ms until there is room again; then nothing
-- is counted.
local count, window = tonumber(ARGV[3]), tonumber(ARGV[2])
local used = redis.call('INCRBY', KEYS[1], count)
local left = redis.call('PTTL', KEYS[1])
-- A new window, or one that the clock made too long by stepping back.
if left < 0 or left > window then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  left = window
end
if used <= tonumber(ARGV[1]) then
  return 0
end
redis.call('DECRBY', KEYS[1], count)
return math.max(1, left)
