-- Changes a room's title.
-- KEYS meta members banned
-- ARGV channel, user, title
-- Returns 'ok', or the refusal.
local room = open(KEYS[1])
local text = room and redis.call('HGET', KEYS[2], ARGV[2])
if not text then
  return { stranger(room, KEYS[3], ARGV[2]) }
end
local role = member(text).role
if role == 'member' then
  return { 'role', 'moderator', role }
end
if room.title ~= ARGV[3] then
  redis.call('HSET', KEYS[1], 'title', ARGV[3])
  tell_changed(ARGV[1], '*')
end
return { 'ok' }
