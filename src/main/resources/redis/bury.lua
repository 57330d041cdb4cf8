-- Ends a public room that nobody belongs to and that was not used for a while.
-- KEYS meta members and everything else of the room; ARGV idle ms.
-- Answers 1 when it is gone, else the time of its last use.
local at = redis.call('HGET', KEYS[1], 'at')
if not at then
  return 1
end
if redis.call('HLEN', KEYS[2]) > 0 or tonumber(at) > now() - tonumber(ARGV[1]) then
  return at
end
redis.call('UNLINK', unpack(KEYS))
return 1
