-- Creates a room with an owner and its first members.
-- Returns 'ok', or 'taken' when the room exists.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  read = KEYS[4],
  received = KEYS[5],
  mentions = KEYS[6],
  muted = KEYS[7],
  out = KEYS[8],
  standing = KEYS[9],
}
local channel = ARGV[1]
local kind = ARGV[2]
local title = ARGV[3]
local session = ARGV[4] -- the owner's

if redis.call('EXISTS', keys.meta) == 1 then
  return { 'taken' }
end
make(keys.meta, kind, title)
local room, id = open(keys.meta), string.match(channel, '{(.-)}')
-- The owner first.
for i = 5, #ARGV, 3 do
  local user = ARGV[i]
  local name = ARGV[i + 1]
  local topic = ARGV[i + 2]
  local first = i == 5
  add_member(keys, room, user, name, first and 'owner' or 'member')
  redis.call('PUBLISH', topic, 'joined ' .. id .. ' ' .. (first and session or '-'))
end
announce(channel, keys.members, keys.online, {})
return { 'ok' }
