-- Takes a task for a while. KEYS claim. ARGV ms. Answers 1, or 0 when somebody else has it; for no longer than this,
-- though the clock stepped back since.
if redis.call('SET', KEYS[1], 'taken', 'NX', 'PX', ARGV[1]) then
  return 1
end
local left = redis.call('PTTL', KEYS[1])
if left < 0 or left > tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return 0
