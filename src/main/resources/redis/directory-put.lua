-- Adds a public room to the directory, or updates it.
local rooms = KEYS[1]
local titles = KEYS[2]
local names = KEYS[3] -- holds "name\troom" once for the id and once for the title, for the release before
local words = KEYS[4]
local starts = KEYS[5]
local room = ARGV[1]
local title = ARGV[2] -- in lower case; '' keeps the present title
local at = ARGV[3] -- when it was last used, or ''
local lines = ARGV[4] -- what is indexed of id and title, a line each

if at ~= '' then
  redis.call('ZADD', rooms, at, room)
end
redis.call('ZADD', names, 0, room .. '\t' .. room)
local before = redis.call('HGET', titles, room)
if title ~= '' and before ~= title then
  if before and before ~= room then
    redis.call('ZREM', names, before .. '\t' .. room)
  end
  redis.call('HSET', titles, room, title)
  redis.call('ZADD', names, 0, title .. '\t' .. room)
end
if title ~= '' or not before then
  index_room(words, starts, room, title, lines)
end
return 1
