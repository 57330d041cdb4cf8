-- Removes a public room from the directory.
local rooms = KEYS[1]
local titles = KEYS[2]
local names = KEYS[3]
local words = KEYS[4]
local starts = KEYS[5]
local room = ARGV[1]

local title = redis.call('HGET', titles, room)
redis.call('ZREM', rooms, room)
redis.call('HDEL', titles, room)
forget_room(words, starts, room)
return redis.call('ZREM', names, room .. '\t' .. room, (title or room) .. '\t' .. room)
