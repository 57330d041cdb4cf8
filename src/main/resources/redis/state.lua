-- How a member finds the room; he comes online through `pod` on the way.
-- KEYS meta log members online read mentions banned changes gone pair
-- ARGV channel, user, 'user name', pod or '', epoch or '', seq, events at most, bytes,
--      1 when what is more than these bytes comes later
local keys = { log = KEYS[2], members = KEYS[3], online = KEYS[4], read = KEYS[5], mentions = KEYS[6],
  changes = KEYS[8], gone = KEYS[9] }
local user, pod = ARGV[2], ARGV[4]

local room = open(KEYS[1])
local text = room and redis.call('HGET', keys.members, user)
if not text or (room.kind == 'direct' and redis.call('HEXISTS', KEYS[10], 'hidden:' .. user) == 1) then
  return { stranger(room, KEYS[7], user) }
end
if pod ~= '' then
  enter(ARGV[1], keys.members, keys.online, user, pod, ARGV[3])
end
return state_for(keys, room, user, member(text), ARGV[5], ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8]),
  ARGV[9] == '1')
