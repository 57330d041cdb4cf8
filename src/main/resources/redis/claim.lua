-- Claims a task for a time. Returns 1, or 0 while another holds the claim, which lasts no longer than this even if the
-- clock has stepped back since.
local claim = KEYS[1]
local millis = ARGV[1]

if redis.call('SET', claim, 'taken', 'NX', 'PX', millis) then
  return 1
end
local left = redis.call('PTTL', claim)
if left < 0 or left > tonumber(millis) then
  redis.call('PEXPIRE', claim, millis)
end
return 0
