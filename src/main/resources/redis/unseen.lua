-- Users who were not seen for a while, those for the longest first. KEYS users. ARGV ms, most.
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now() - tonumber(ARGV[1])), 'LIMIT', 0, ARGV[2])
