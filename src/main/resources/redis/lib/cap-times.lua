-- Times too far ahead, since the clock stepped back after they were written, are set to the latest possible, 500 at
-- once.
local function cap(key, latest)
  local till = string.format('%.0f', latest)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. till, '+inf', 'LIMIT', 0, 500)) do
    redis.call('ZADD', key, till, member)
  end
end
