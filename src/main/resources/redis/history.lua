-- A page of a room's log, as a member may see it.
-- KEYS meta log members banned
-- ARGV user, 'before' | 'after' | '', seq, limit
-- Answers 'ok', 1 when there is more in the direction asked, then the messages in rising order.
local room = open(KEYS[1])
local text = room and redis.call('HGET', KEYS[3], ARGV[1])
if not text then
  if not room or room.kind ~= 'public' then
    return { 'not_found' }
  end
  return { redis.call('HEXISTS', KEYS[4], ARGV[1]) == 1 and 'banned' or 'not_member' }
end
local floor = room.kind == 'public' and 0 or member(text).joined
local way, seq, limit = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local entries
if way == 'after' then
  entries = redis.call('XRANGE', KEYS[2], '(' .. digits(math.max(seq, floor)), '+', 'COUNT', limit + 1)
elseif way == 'before' and seq <= floor + 1 then
  entries = {}
else
  entries = redis.call('XREVRANGE', KEYS[2], way == 'before' and digits(seq - 1) or '+', '(' .. digits(floor),
    'COUNT', limit + 1)
end
local more = #entries > limit
local answer = { 'ok', more and 1 or 0 }
local from, to, step = math.min(#entries, limit), 1, -1
if way == 'after' then
  from, to, step = 1, math.min(#entries, limit), 1
end
for i = from, to, step do
  answer[#answer + 1] = fields_of(entries[i])
end
return answer
