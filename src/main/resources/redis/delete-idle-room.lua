-- Deletes a public room that has no members and was not used for a while.
-- KEYS meta members and all other keys of the room. ARGV idle ms.
-- Returns 1 when it is deleted, else the time of its last use, at most the present: the clock may have stepped back.
local used = redis.call('HGET', KEYS[1], 'at')
if not used then
  return 1
end
local at = now()
if tonumber(used) > at then
  used = string.format('%.0f', at)
  redis.call('HSET', KEYS[1], 'at', used)
end
if redis.call('HLEN', KEYS[2]) > 0 or tonumber(used) > at - tonumber(ARGV[1]) then
  return used
end
redis.call('UNLINK', unpack(KEYS))
return 1
