-- Checks whether a user may emit so many bytes to all connections. KEYS online of the room that all are in, passing.
-- ARGV user, bytes, min number of connections, bytes a second, burst. Returns 0, or the ms to wait.
local weight = tonumber(ARGV[2]) * math.max(tonumber(ARGV[3]), redis.call('HLEN', KEYS[1]))
return weigh(KEYS[2], ARGV[1], weight, tonumber(ARGV[4]), tonumber(ARGV[5])) or 0
