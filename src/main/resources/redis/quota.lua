-- Counts uses. KEYS counter. ARGV limit, window ms, uses. Answers 0, or the ms until there is room again; then nothing
-- is counted.
local count = tonumber(ARGV[3])
local used = redis.call('INCRBY', KEYS[1], count)
if used == count then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
if used <= tonumber(ARGV[1]) then
  return 0
end
redis.call('DECRBY', KEYS[1], count)
return math.max(1, redis.call('PTTL', KEYS[1]))
