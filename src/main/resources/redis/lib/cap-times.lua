-- Times that lie ahead of what can be: the clock stepped back since they were written. They are as late as can be, 500
-- at once.
local function cap(key, latest)
  local till = string.format('%.0f', latest)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. till, '+inf', 'LIMIT', 0, 500)) do
    redis.call('ZADD', key, till, member)
  end
end
