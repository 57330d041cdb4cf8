-- Adds a room to a user's list. Returns 1 when it is listed, 0 when the list is full.
local rooms = KEYS[1]
local room = ARGV[1]
local limit = tonumber(ARGV[2])

if redis.call('SISMEMBER', rooms, room) == 1 then
  return 1
end
if redis.call('SCARD', rooms) >= limit then
  return 0
end
return redis.call('SADD', rooms, room)
