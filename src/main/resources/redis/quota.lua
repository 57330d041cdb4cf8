-- Counts one use. KEYS counter. ARGV limit, window ms. Answers 0, or the ms until there is room again.
local used = redis.call('INCR', KEYS[1])
if used == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
if used <= tonumber(ARGV[1]) then
  return 0
end
return math.max(1, redis.call('PTTL', KEYS[1]))
