-- Puts a room on the list of somebody who is brought into it. KEYS user, rooms. ARGV room, most.
-- Answers 'ok' and his name, 'absent' for one who was never here, or 'full'.
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
