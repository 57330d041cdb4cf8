-- A page of a room's log, as a member may see it.
-- KEYS meta log members banned changes gone pair
-- ARGV user, 'before' | 'after' | '', seq, limit
-- Answers 'ok', 1 when there is more in the direction asked, then the messages in rising order.
local room = open(KEYS[1])
local text = room and redis.call('HGET', KEYS[3], ARGV[1])
if not text or redis.call('HEXISTS', KEYS[7], 'hidden:' .. ARGV[1]) == 1 then
  return { stranger(room, KEYS[4], ARGV[1]) }
end
local keys = { log = KEYS[2], changes = KEYS[5], gone = KEYS[6] }
local low, high, way, seq = floor_of(room, member(text)) + 1, nil, ARGV[2], tonumber(ARGV[3])
if way == 'after' then
  low = math.max(seq + 1, low)
elseif way == 'before' then
  high = seq - 1
end
local answer = { 'ok', 0 }
if not high or high >= low then
  local found, more = messages(keys, room, ARGV[1], low, high, tonumber(ARGV[4]), way ~= 'after')
  answer[2] = more and 1 or 0
  for i, one in ipairs(found) do
    answer[i + 2] = one
  end
end
return answer
