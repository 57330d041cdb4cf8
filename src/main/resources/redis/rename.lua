-- Changes a member's name; a user they have blocked is not notified through their direct room.
local keys = {
  members = KEYS[1],
  pair = KEYS[2],
  named = KEYS[3],
}
local channel = ARGV[1]
local user = ARGV[2]
local name = ARGV[3]
local renaming = ARGV[4] -- the same in all rooms of the user
local event = ARGV[5]

local text = redis.call('HGET', keys.members, user)
if not text then
  return 0
end
local one = member(text)
one.name = name
write_member(keys.members, user, one)
if redis.call('EXISTS', keys.named) == 1 then
  redis.call('HSET', keys.named, '~' .. user, '')
end
local other = peer_of(channel, user)
local hides = other and blocked(keys.pair, other)
if not hides and redis.call('HLEN', keys.members) <= 500 then
  redis.call('SPUBLISH', channel, 'renamed ' .. renaming .. '\n' .. event .. '\n')
end
return 1
