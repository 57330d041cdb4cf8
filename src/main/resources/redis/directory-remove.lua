-- Removes a public room from the directory. KEYS rooms, titles, names. ARGV room.
local room = ARGV[1]
local title = redis.call('HGET', KEYS[2], room)
redis.call('ZREM', KEYS[1], room)
redis.call('HDEL', KEYS[2], room)
return redis.call('ZREM', KEYS[3], room .. '\t' .. room, (title or room) .. '\t' .. room)
