-- Renews a pod's lease.
-- Returns the time, 1 when the pod held a lease without a gap, and the pods whose lease has expired.
local pods = KEYS[1]
local enforcing = KEYS[2] -- the pods that enforce who may write in a room: those that run this script
local pod = ARGV[1]
local lease = tonumber(ARGV[2]) -- ms
local full = tonumber(ARGV[3]) -- ms of a full lease

local at = now()
local held = redis.call('ZSCORE', pods, pod)
redis.call('ZADD', pods, at + lease, pod)
cap(pods, at + math.max(lease, full))
redis.call('ZADD', enforcing, at + lease, pod)
redis.call('ZREMRANGEBYSCORE', enforcing, '-inf', '(' .. string.format('%.0f', at))
cap(enforcing, at + math.max(lease, full))
local answer = { string.format('%.0f', at), (held and tonumber(held) >= at) and 1 or 0 }
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', pods, '-inf', '(' .. string.format('%.0f', at))) do
  answer[#answer + 1] = dead
end
return answer
