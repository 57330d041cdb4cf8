-- Returns the rooms among the next ones of the directory whose words are not indexed, or not those of their present
-- title, because another release added or retitled them: the next cursor, then pairs of room and title or ''.
local rooms = KEYS[1]
local titles = KEYS[2]
local words = KEYS[3]
local cursor = ARGV[1]
local count = ARGV[2]

local step = redis.call('ZSCAN', rooms, cursor, 'COUNT', count)
local some = {}
for i = 1, #step[2], 2 do
  some[#some + 1] = step[2][i]
end
local answer = { step[1] }
if #some == 0 then
  return answer
end
local called = redis.call('HMGET', titles, unpack(some))
local indexed = redis.call('HMGET', words, unpack(some))
for i, room in ipairs(some) do
  local title = called[i] or ''
  if not indexed[i] or string.sub(indexed[i], 1, #title + 1) ~= title .. '\n' then
    answer[#answer + 1] = room
    answer[#answer + 1] = title
  end
end
return answer
