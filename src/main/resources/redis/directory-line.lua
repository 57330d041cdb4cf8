-- One line of the list of public rooms. KEYS meta members online. Answers title, members, online, at; nothing when the
-- room is gone.
local fields = redis.call('HMGET', KEYS[1], 'title', 'at')
if not fields[2] then
  return {}
end
return { fields[1], redis.call('HLEN', KEYS[2]), redis.call('HLEN', KEYS[3]), fields[2] }
