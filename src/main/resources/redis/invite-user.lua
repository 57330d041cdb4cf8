-- Adds a room to the list of a user who is added to it.
-- Returns 'ok' and their name, 'absent' for an unknown user, or 'full'.
local user = KEYS[1]
local rooms = KEYS[2]
local room = ARGV[1]
local limit = tonumber(ARGV[2])

local name = redis.call('HGET', user, 'name')
if not name then
  return { 'absent' }
end
if redis.call('SISMEMBER', rooms, room) == 0 then
  if redis.call('SCARD', rooms) >= limit then
    return { 'full' }
  end
  redis.call('SADD', rooms, room)
end
return { 'ok', name }
