-- Publishes who is typing in a room through a pod. Members who may no longer publish there are left out, as are both in
-- a direct room where either has blocked the other. Each has the name in their membership.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  banned = KEYS[3],
  pair = KEYS[4],
  muted = KEYS[5],
}
local channel = ARGV[1]
local pod = ARGV[2]
local most = tonumber(ARGV[3]) -- names

local lines = {}
for i = 4, #ARGV, 4 do
  local user = ARGV[i]
  local millis = ARGV[i + 1] -- for which this holds
  local name = ARGV[i + 2] -- of one who is no member
  local writes = ARGV[i + 3] ~= '' -- a key lets them write where few may
  if #lines < most and not may_publish(keys, user, writes) and not blocked(keys.pair, user) and not blocked(keys.pair, peer_of(channel, user) or '') then
    local text = redis.call('HGET', keys.members, user)
    lines[#lines + 1] = millis .. ' ' .. user .. ' ' .. (text and member(text).name or name) .. '\n'
  end
end
redis.call('SPUBLISH', channel, 'typing ' .. pod .. '\n' .. table.concat(lines, ''))
return #lines
