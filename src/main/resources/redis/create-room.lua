-- Creates a room with an owner and its first members.
-- KEYS meta members online read received mentions muted out standing
-- ARGV channel, kind, title, owner's session; then for each member, the owner first: user, name, the user's topic.
-- Returns 'ok', or 'taken' when the room exists.
local keys = { meta = KEYS[1], members = KEYS[2], online = KEYS[3], read = KEYS[4], received = KEYS[5],
  mentions = KEYS[6], muted = KEYS[7], out = KEYS[8], standing = KEYS[9] }
if redis.call('EXISTS', keys.meta) == 1 then
  return { 'taken' }
end
make(keys.meta, ARGV[2], ARGV[3])
local room, id = open(keys.meta), string.match(ARGV[1], '{(.-)}')
for i = 5, #ARGV, 3 do
  local first = i == 5
  admit(keys, room, ARGV[i], ARGV[i + 1], first and 'owner' or 'member')
  redis.call('PUBLISH', ARGV[i + 2], 'joined ' .. id .. ' ' .. (first and ARGV[4] or '-'))
end
announce(ARGV[1], keys.members, keys.online, {})
return { 'ok' }
