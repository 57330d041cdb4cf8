-- Changes a room's title or its topic.
-- Returns 'ok', or the refusal.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  banned = KEYS[3],
}
local channel = ARGV[1]
local user = ARGV[2]
local field = ARGV[3] -- 'title' or 'topic'
local value = ARGV[4] -- '' for none
local power = ARGV[5] -- 'moderator' for a key that may do what one may, else ''

local room = open(keys.meta)
local one = insider(keys.members, room, keys.banned, user)
if not one then
  return { outsider_refusal(room, keys.banned, user) }
end
local role = power ~= '' and power or one.role
if role == 'member' then
  return { 'role', 'moderator', role }
end
if (redis.call('HGET', keys.meta, field) or '') ~= value then
  redis.call('HSET', keys.meta, field, value)
  publish_changed(channel, '*')
end
return { 'ok' }
