-- Returns entries of a sorted set by time that were not seen for a while, oldest first.
local times = KEYS[1]
local idle = tonumber(ARGV[1]) -- ms
local limit = ARGV[2]
local skip = ARGV[3] -- how many to skip

local at = now()
if skip == '0' then
  cap(times, at)
end
return redis.call('ZRANGEBYSCORE', times, '-inf', string.format('%.0f', at - idle), 'LIMIT', skip, limit)
