-- How a member finds rooms of his; he comes online in them through `pod` on the way. The missed events of all of them
-- have to go into the bytes of each: those of the first rooms go first.
-- KEYS for each room: meta log members online read mentions banned changes gone pair
-- ARGV user, 'user name', pod or ''; then for each room: channel, epoch or '', seq, events at most, bytes, 1 when what
--      is more than these bytes comes later
-- Answers for each room what state_for says, or why not.
local user, line, pod = ARGV[1], ARGV[2], ARGV[3]
local FIRST, WIDTH, PARTS = 4, 6, 10
local answers, spent = {}, 0

for i = FIRST, #ARGV, WIDTH do
  local k = (i - FIRST) / WIDTH * PARTS
  local keys = { log = KEYS[k + 2], members = KEYS[k + 3], online = KEYS[k + 4], read = KEYS[k + 5],
    mentions = KEYS[k + 6], changes = KEYS[k + 8], gone = KEYS[k + 9] }
  local room = open(KEYS[k + 1])
  local text = room and redis.call('HGET', keys.members, user)
  if not text or (room.kind == 'direct' and redis.call('HEXISTS', KEYS[k + 10], 'hidden:' .. user) == 1) then
    answers[#answers + 1] = { stranger(room, KEYS[k + 7], user) }
  else
    if pod ~= '' then
      enter(ARGV[i], keys.members, keys.online, user, pod, line)
    end
    local answer, size = state_for(keys, room, user, member(text), ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]),
      tonumber(ARGV[i + 4]) - spent, ARGV[i + 5] == '1')
    answers[#answers + 1] = answer
    spent = spent + size
  end
end
return answers
