-- Returns a page of a room's log as a member may see it.
-- Returns 'ok', 1 when there is more in that direction, then the messages in ascending order.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
  members = KEYS[7],
  banned = KEYS[8],
  pair = KEYS[9],
}
local user = ARGV[1]
local direction = ARGV[2] -- 'before', 'after' or ''
local seq = tonumber(ARGV[3])
local limit = tonumber(ARGV[4])

local room = open(keys.meta)
local text = room and redis.call('HGET', keys.members, user)
if not text or redis.call('HEXISTS', keys.pair, 'hidden:' .. user) == 1 then
  return { outsider_refusal(room, keys.banned, user) }
end
local low, high = floor_of(room, member(text)) + 1, nil
if direction == 'after' then
  low = math.max(seq + 1, low)
elseif direction == 'before' then
  high = seq - 1
end
local answer = { 'ok', 0 }
if not high or high >= low then
  local found, more = messages(keys, room, user, low, high, limit, direction ~= 'after')
  answer[2] = more and 1 or 0
  for i, one in ipairs(found) do
    answer[i + 2] = one
  end
end
return answer
