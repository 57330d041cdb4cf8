-- Returns a public room's line in the directory: title, members, online, at; or nothing when the room is deleted.
-- KEYS meta members online.
local fields = redis.call('HMGET', KEYS[1], 'title', 'at')
if not fields[2] then
  return {}
end
return { fields[1], redis.call('HLEN', KEYS[2]), redis.call('HLEN', KEYS[3]), fields[2] }
