-- Ends a membership. The last owner hands over; a room that is not public is deleted with its last member.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  read = KEYS[4],
  received = KEYS[5],
  mentions = KEYS[6],
  banned = KEYS[7],
  muted = KEYS[8],
  out = KEYS[9],
  standing = KEYS[10],
  pair = KEYS[11],
  all = KEYS,
}
local channel = ARGV[1]
local user = ARGV[2]
local topic = ARGV[3] -- the user's

local room = open(keys.meta)
local text = room and redis.call('HGET', keys.members, user)
if not text then
  return { outsider_refusal(room, keys.banned, user) }
end
local one = member(text)
end_membership(keys, channel, topic, user, one, 'left')
if one.role == 'owner' then
  local successor, next_one = successor_of(keys)
  if successor then
    next_one.role = 'owner'
    set_role(keys, successor, next_one)
    publish_changed(channel, successor)
  end
end
if room.kind ~= 'public' and redis.call('HLEN', keys.members) == 0 then
  redis.call('UNLINK', unpack(keys.all))
end
return { 'ok' }
