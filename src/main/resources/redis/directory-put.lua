-- Adds a public room to the directory, or updates it. KEYS rooms, titles, names.
-- ARGV room, its title in lower case or '' to keep the present title, when it was last used or ''.
-- `names` holds "name\troom" once for the id and once for the title.
local room, title, at = ARGV[1], ARGV[2], ARGV[3]
if at ~= '' then
  redis.call('ZADD', KEYS[1], at, room)
end
redis.call('ZADD', KEYS[3], 0, room .. '\t' .. room)
local before = redis.call('HGET', KEYS[2], room)
if title ~= '' and before ~= title then
  if before and before ~= room then
    redis.call('ZREM', KEYS[3], before .. '\t' .. room)
  end
  redis.call('HSET', KEYS[2], room, title)
  redis.call('ZADD', KEYS[3], 0, title .. '\t' .. room)
end
return 1
