-- Returns a page of a room's log as a member may see it.
-- KEYS meta, those of the log (five), members banned pair
-- ARGV user, 'before' | 'after' | '', seq, limit
-- Returns 'ok', 1 when there is more in that direction, then the messages in ascending order.
local room = open(KEYS[1])
local text = room and redis.call('HGET', KEYS[7], ARGV[1])
if not text or redis.call('HEXISTS', KEYS[9], 'hidden:' .. ARGV[1]) == 1 then
  return { stranger(room, KEYS[8], ARGV[1]) }
end
local keys = kept_at(2)
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
