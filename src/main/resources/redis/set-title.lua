-- Changes a room's title.
-- Returns 'ok', or the refusal.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  banned = KEYS[3],
}
local channel = ARGV[1]
local user = ARGV[2]
local title = ARGV[3]

local room = open(keys.meta)
local text = room and redis.call('HGET', keys.members, user)
if not text then
  return { outsider_refusal(room, keys.banned, user) }
end
local role = member(text).role
if role == 'member' then
  return { 'role', 'moderator', role }
end
if redis.call('HGET', keys.meta, 'title') ~= title then
  redis.call('HSET', keys.meta, 'title', title)
  publish_changed(channel, '*')
end
return { 'ok' }
