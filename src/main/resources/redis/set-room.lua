-- Changes a room's title, its topic, or who may write there, all of it at once.
-- Returns 'ok', or the refusal.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  banned = KEYS[3],
}
local channel = ARGV[1]
local user = ARGV[2]
local enforced = ARGV[3] -- '0' if a pod does not know who may write
local power = ARGV[4] -- 'moderator' for a key that may do what one may, else ''

local room = open(keys.meta)
local one = insider(keys.members, room, keys.banned, user)
if not one then
  return { outsider_refusal(room, keys.banned, user) }
end
local role = power ~= '' and power or one.role
if role == 'member' then
  return { 'role', 'moderator', role }
end
local wanted, changed = {}, false
for i = 5, #ARGV, 2 do
  local field = ARGV[i] -- 'title', 'topic' or 'write'
  local value = ARGV[i + 1] -- '' for none; of 'write' for every member
  if field == 'write' and enforced == '0' then
    return { 'older' }
  end
  if (redis.call('HGET', keys.meta, field) or '') ~= value then
    changed = true
  end
  wanted[#wanted + 1], wanted[#wanted + 2] = field, value
end
if changed then
  redis.call('HSET', keys.meta, unpack(wanted))
  publish_changed(channel, '*')
end
return { 'ok' }
