-- Checks whether a user may emit so many bytes to all connections. Returns 0, or the ms to wait.
-- All are in the room whose keys it gets.
local keys = {
  online = KEYS[1],
  passing = KEYS[2],
}
local user = ARGV[1]
local bytes = tonumber(ARGV[2])
local connections = tonumber(ARGV[3]) -- at least so many
local per_second = tonumber(ARGV[4]) -- bytes to all listeners
local burst = tonumber(ARGV[5]) -- bytes to all listeners

local weight = bytes * math.max(connections, redis.call('HLEN', keys.online))
return weigh(keys.passing, user, weight, per_second, burst) or 0
