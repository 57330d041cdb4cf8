-- How public rooms are found by the beginning of any word of their id or title. `words` is a hash of room → its title
-- as the directory has it, and then the folded id and title from each word on, a line each; `starts` is a sorted set,
-- all scores 0, of "start\troom" for each of these.

local function each_start(text)
  return string.gmatch(string.match(text, '\n(.*)$') or '', '[^\n]+')
end

local function index_room(words, starts, room, title, lines)
  local text = title .. '\n' .. lines .. '\n'
  local before = redis.call('HGET', words, room)
  if before == text then
    return
  end
  for start in each_start(before or '') do
    if not string.find(text, '\n' .. start .. '\n', 1, true) then
      redis.call('ZREM', starts, start .. '\t' .. room)
    end
  end
  local entries = {}
  for start in each_start(text) do
    entries[#entries + 1] = 0
    entries[#entries + 1] = start .. '\t' .. room
  end
  if #entries > 0 then
    redis.call('ZADD', starts, unpack(entries))
  end
  redis.call('HSET', words, room, text)
end

local function forget_room(words, starts, room)
  for start in each_start(redis.call('HGET', words, room) or '') do
    redis.call('ZREM', starts, start .. '\t' .. room)
  end
  redis.call('HDEL', words, room)
end
