-- Returns a public room's line in the directory: title, members, online, at, who may write; or nothing when the room is deleted.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
}

local fields = redis.call('HMGET', keys.meta, 'title', 'at', 'write')
if not fields[2] then
  return {}
end
return { fields[1], redis.call('HLEN', keys.members), redis.call('HLEN', keys.online), fields[2], fields[3] or '' }
