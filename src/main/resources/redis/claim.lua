-- Claims a task for a time. KEYS claim. ARGV ms. Returns 1, or 0 while another holds the claim, which lasts no longer
-- than this even if the clock has stepped back since.
if redis.call('SET', KEYS[1], 'taken', 'NX', 'PX', ARGV[1]) then
  return 1
end
local left = redis.call('PTTL', KEYS[1])
if left < 0 or left > tonumber(ARGV[1]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return 0
