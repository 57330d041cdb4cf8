-- Returns a page of public rooms, most recently used first.
-- Returns the number of rooms, the next cursor or '', then the rooms.
-- Where few names match the prefix, they are looked up by name and sorted by last use. Where many do, the rooms are
-- scanned up to a limit, so a page may be short and still have a next one.
local rooms = KEYS[1]
local titles = KEYS[2]
local names = KEYS[3]
local prefix = ARGV[1] -- in lower case, or ''
local cursor = ARGV[2] -- '' for the first page
local limit = tonumber(ARGV[3])

local FEW, CHUNK, WALKED, FURTHEST = 1000, 500, 2000, 20000
local way, offset = string.match(cursor, '^(%a)(%d+)$')
offset = tonumber(offset or 0)
local answer = { redis.call('ZCARD', rooms), '' }

local function walk()
  local from, last = offset, math.min(FURTHEST, offset + WALKED)
  while from < last do
    local chunk = redis.call('ZREVRANGE', rooms, from, from + CHUNK - 1)
    local called = prefix ~= '' and #chunk > 0 and redis.call('HMGET', titles, unpack(chunk)) or {}
    for i, room in ipairs(chunk) do
      if prefix == '' or string.sub(room, 1, #prefix) == prefix
          or called[i] and string.sub(called[i], 1, #prefix) == prefix then
        if #answer == limit + 2 then
          answer[2] = 'r' .. (from + i - 1)
          return
        end
        answer[#answer + 1] = room
      end
    end
    if #chunk < CHUNK then
      return
    end
    from = from + CHUNK
  end
  answer[2] = from < FURTHEST and 'r' .. from or ''
end

local named = prefix ~= '' and way ~= 'r'
  and redis.call('ZRANGEBYLEX', names, '[' .. prefix, '(' .. prefix .. '\255', 'LIMIT', 0, FEW) or nil
if not named or (way ~= 'n' and #named == FEW) then
  walk()
  return answer
end

local matching, seen = {}, {}
for _, name in ipairs(named) do
  local room = string.match(name, '\t(.*)$')
  if not seen[room] then
    seen[room] = true
    matching[#matching + 1] = room
  end
end
local used = #matching > 0 and redis.call('ZMSCORE', rooms, unpack(matching)) or {}
local found = {}
for i, room in ipairs(matching) do
  if used[i] then
    found[#found + 1] = { room = room, at = tonumber(used[i]) }
  end
end
table.sort(found, function(a, b) return a.at > b.at or (a.at == b.at and a.room > b.room) end)
for i = offset + 1, math.min(offset + limit, #found) do
  answer[#answer + 1] = found[i].room
end
if offset + limit < #found then
  answer[2] = 'n' .. (offset + limit)
end
return answer
