-- Deletes a public room that has no members and was not used for a while.
-- Returns 1 when it is deleted, else the time of its last use, at most the present: the clock may have stepped back.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  all = KEYS,
}
local idle = tonumber(ARGV[1]) -- ms

local used = redis.call('HGET', keys.meta, 'at')
if not used then
  return 1
end
local at = now()
if tonumber(used) > at then
  used = string.format('%.0f', at)
  redis.call('HSET', keys.meta, 'at', used)
end
if redis.call('HLEN', keys.members) > 0 or tonumber(used) > at - idle then
  return used
end
redis.call('UNLINK', unpack(keys.all))
return 1
