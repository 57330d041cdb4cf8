-- Returns entries not seen for a while, oldest first. KEYS sorted set by time. ARGV ms, limit, how many to skip.
local at = now()
if ARGV[3] == '0' then
  cap(KEYS[1], at)
end
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', at - tonumber(ARGV[1])), 'LIMIT', ARGV[3], ARGV[2])
