-- Blocks or unblocks the other member of a direct room: what they write is no longer delivered, or is again.
-- To them the user seems to go offline, or to come back, and to receive and read no more than before.
local keys = {
  members = KEYS[1],
  online = KEYS[2],
  read = KEYS[3],
  received = KEYS[4],
  pair = KEYS[5],
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
if blocks then
  redis.call('HSET', keys.pair, field, name)
  local got = redis.call('ZSCORE', keys.received, user)
  if got then
    local seen = redis.call('ZSCORE', keys.read, user) or 0
    redis.call('HSET', keys.pair, 'cursors:' .. other, digits(got) .. ' ' .. digits(seen))
  end
else
  redis.call('HDEL', keys.pair, field, 'cursors:' .. other)
end
if redis.call('HEXISTS', keys.online, user) == 1 and redis.call('HEXISTS', keys.pair, 'spoke:' .. user) == 1 then
  local here = online_for(keys.online, keys.pair, other, user)
  local text = 'here ' .. redis.call('HLEN', keys.members) .. ' ' .. here .. ' ' .. other
  redis.call('SPUBLISH', channel, text .. '\n' .. (blocks and '-' or '+') .. user .. ' ' .. name .. '\n')
end
return 1
