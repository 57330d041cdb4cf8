-- Returns a page of public rooms, most recently used first; with a prefix those that have it in front of a word of
-- their id or title.
-- Returns the number of rooms, the next cursor or '', then the rooms.
-- Where few words begin with the prefix, they are looked up and the rooms sorted by last use. Where many do, the rooms
-- are scanned up to a limit, so a page may be short and still have a next one.
local rooms = KEYS[1]
local words = KEYS[2]
local starts = KEYS[3]
local prefix = ARGV[1] -- folded, or ''
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
    local texts = prefix ~= '' and #chunk > 0 and redis.call('HMGET', words, unpack(chunk)) or {}
    for i, room in ipairs(chunk) do
      if prefix == '' or texts[i] and string.find(texts[i], '\n' .. prefix, 1, true) then
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
  and redis.call('ZRANGEBYLEX', starts, '[' .. prefix, '(' .. prefix .. '\255', 'LIMIT', 0, FEW) or nil
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
  else
    -- The release before removed it from the directory.
    forget_room(words, starts, room)
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
