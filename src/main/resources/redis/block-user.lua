-- Blocks or unblocks the other member of a direct room: what they write is no longer delivered, or is again.
-- To them the user seems to go offline, or to come back.
local keys = {
  members = KEYS[1],
  online = KEYS[2],
  pair = KEYS[3],
}
local channel = ARGV[1]
local user = ARGV[2]
local name = ARGV[3]
local other = ARGV[4]
local on = ARGV[5] -- '1' to block, '0' to unblock

local blocks = on == '1'
local field = 'blocked:' .. other
if (redis.call('HEXISTS', keys.pair, field) == 1) == blocks then
  return 0
end
local known = redis.call('HEXISTS', keys.online, user) == 1 and redis.call('HEXISTS', keys.pair, 'spoke:' .. user) == 1
if blocks then
  redis.call('HSET', keys.pair, field, name)
else
  redis.call('HDEL', keys.pair, field)
end
if known then
  local here = online_for(keys.online, keys.pair, other, user)
  local text = 'here ' .. redis.call('HLEN', keys.members) .. ' ' .. here .. ' ' .. other
  redis.call('SPUBLISH', channel, text .. '\n' .. (blocks and '-' or '+') .. user .. ' ' .. name .. '\n')
end
return 1
