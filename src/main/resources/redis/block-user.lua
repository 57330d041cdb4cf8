-- Blocks or unblocks the other member of a direct room: what they write is no longer delivered, or is again.
-- To them the user seems to go offline, or to come back. KEYS members online pair.
-- ARGV channel, user, their name, the other, '1' to block or '0'.
local user, name, other, on = ARGV[2], ARGV[3], ARGV[4], ARGV[5] == '1'
local field = 'blocked:' .. other
if (redis.call('HEXISTS', KEYS[3], field) == 1) == on then
  return 0
end
local known = redis.call('HEXISTS', KEYS[2], user) == 1 and redis.call('HEXISTS', KEYS[3], 'spoke:' .. user) == 1
if on then
  redis.call('HSET', KEYS[3], field, name)
else
  redis.call('HDEL', KEYS[3], field)
end
if known then
  local text = 'here ' .. redis.call('HLEN', KEYS[1]) .. ' ' .. online_for(KEYS[2], KEYS[3], other, user) .. ' ' .. other
  redis.call('SPUBLISH', ARGV[1], text .. '\n' .. (on and '-' or '+') .. user .. ' ' .. name .. '\n')
end
return 1
