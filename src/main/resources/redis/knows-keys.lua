-- Notes that a pod knows keys, as long as its lease lasts. Returns how many living pods do not: those of a release
-- before.
local pods = KEYS[1]
local knowing = KEYS[2]
local pod = ARGV[1]
local lease = tonumber(ARGV[2]) -- ms

local at = now()
redis.call('ZADD', knowing, string.format('%.0f', at + lease), pod)
redis.call('ZREMRANGEBYSCORE', knowing, '-inf', '(' .. string.format('%.0f', at))
cap(knowing, at + lease)
local living = redis.call('ZRANGEBYSCORE', pods, string.format('%.0f', at), '+inf', 'LIMIT', 0, 1000)
local lacking = 0
if #living > 0 then
  for _, known in ipairs(redis.call('ZMSCORE', knowing, unpack(living))) do
    lacking = lacking + (known and 0 or 1)
  end
end
return lacking
