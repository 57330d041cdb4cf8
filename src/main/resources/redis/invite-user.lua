-- Adds a room to the list of a user who is added to it. KEYS user, rooms. ARGV room, limit.
-- Returns 'ok' and their name, 'absent' for an unknown user, or 'full'.
local name = redis.call('HGET', KEYS[1], 'name')
if not name then
  return { 'absent' }
end
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 0 then
  if redis.call('SCARD', KEYS[2]) >= tonumber(ARGV[2]) then
    return { 'full' }
  end
  redis.call('SADD', KEYS[2], ARGV[1])
end
return { 'ok', name }
