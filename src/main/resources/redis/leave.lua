-- Ends a membership.
-- KEYS meta members online read received
-- ARGV channel, user, 'user name'
local members, online, user = KEYS[2], KEYS[3], ARGV[2]
local room = open(KEYS[1])
if not room or redis.call('HDEL', members, user) == 0 then
  return { (room and room.kind == 'public') and 'not_member' or 'not_found' }
end
redis.call('ZREM', KEYS[4], user)
redis.call('ZREM', KEYS[5], user)
local went = redis.call('HDEL', online, user) == 1
announce(ARGV[1], members, online, went and { '-' .. ARGV[3] .. '\n' } or {})
return { 'ok' }
