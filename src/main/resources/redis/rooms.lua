-- A page of public rooms, the liveliest first. KEYS rooms, titles. ARGV lower-case prefix or '', offset, limit.
-- Answers how many rooms there are, the next offset or -1, then the rooms.
local CHUNK, FURTHEST = 500, 20000
local prefix, offset, limit = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local answer = { redis.call('ZCARD', KEYS[1]), -1 }
local function fits(room)
  if prefix == '' or string.sub(room, 1, #prefix) == prefix then
    return true
  end
  local title = redis.call('HGET', KEYS[2], room)
  return title and string.sub(string.lower(title), 1, #prefix) == prefix
end
for from = offset, FURTHEST, CHUNK do
  local chunk = redis.call('ZREVRANGE', KEYS[1], from, from + CHUNK - 1)
  for i, room in ipairs(chunk) do
    if fits(room) then
      if #answer == limit + 2 then
        answer[2] = from + i - 1
        return answer
      end
      answer[#answer + 1] = room
    end
  end
  if #chunk < CHUNK then
    return answer
  end
end
return answer
