-- Changes a member's name; a user they have blocked is not notified through their direct room.
-- KEYS members pair. ARGV channel, user, name, which renaming, the event.
local text = redis.call('HGET', KEYS[1], ARGV[2])
if not text then
  return 0
end
local one = member(text)
one.name = ARGV[3]
write_member(KEYS[1], ARGV[2], one)
local other = peer_of(ARGV[1], ARGV[2])
local hidden = other and blocked(KEYS[2], other)
if not hidden and redis.call('HLEN', KEYS[1]) <= 500 then
  redis.call('SPUBLISH', ARGV[1], 'renamed ' .. ARGV[4] .. '\n' .. ARGV[5] .. '\n')
end
return 1
