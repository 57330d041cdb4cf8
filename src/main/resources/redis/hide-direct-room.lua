-- Hides a direct room from a user's list until its next message; the other only sees them go offline.
-- KEYS meta members online pair
-- ARGV channel, user, 'user name'
local user = ARGV[2]
if not open(KEYS[1]) or redis.call('HEXISTS', KEYS[2], user) == 0 then
  return { 'not_found' }
end
redis.call('HSET', KEYS[4], 'hidden:' .. user, '1')
local went = redis.call('HDEL', KEYS[3], user) == 1
announce(ARGV[1], KEYS[2], KEYS[3], went and { '-' .. ARGV[3] .. '\n' } or {}, KEYS[4])
return { 'ok' }
