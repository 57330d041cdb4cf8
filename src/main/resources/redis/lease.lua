-- Renews a pod's lease. KEYS pods. ARGV pod, ms of its lease, ms of a full lease.
-- Returns the time, 1 when the pod held a lease without a gap, and the pods whose lease has expired.
local at = now()
local held = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], at + tonumber(ARGV[2]), ARGV[1])
cap(KEYS[1], at + math.max(tonumber(ARGV[2]), tonumber(ARGV[3])))
local answer = { string.format('%.0f', at), (held and tonumber(held) >= at) and 1 or 0 }
for _, pod in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. string.format('%.0f', at))) do
  answer[#answer + 1] = pod
end
return answer
