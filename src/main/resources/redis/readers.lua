-- Renews a pod's part in reading logs for one consumer, and shares the shards of rooms among the pods that take part.
-- Returns the time, how many shards the pod has, these shards, then the rooms that were listed lately, each followed by
-- when that was.
local pods = KEYS[1] -- pod → until when it takes part
local shards = KEYS[2] -- shard → pod
local rooms = KEYS[3] -- room → when it was last listed
local pod = ARGV[1]
local lease = tonumber(ARGV[2]) -- ms
local count = tonumber(ARGV[3]) -- shards there are
local since = ARGV[4]
local most = ARGV[5] -- rooms

local at = now()
local function text(number)
  return string.format('%.0f', number)
end
redis.call('ZREMRANGEBYSCORE', pods, '-inf', '(' .. text(at))
redis.call('ZADD', pods, text(at + lease), pod)
cap(pods, at + lease)
local fair, owners, own, free = math.ceil(count / redis.call('ZCARD', pods)), {}, {}, {}
local all = redis.call('HGETALL', shards)
for i = 1, #all, 2 do
  owners[all[i]] = all[i + 1]
end
for i = 0, count - 1 do
  local shard = text(i)
  if owners[shard] == pod then
    own[#own + 1] = shard
  elseif not owners[shard] or not redis.call('ZSCORE', pods, owners[shard]) then
    free[#free + 1] = shard
  end
end
while #own > fair do
  redis.call('HDEL', shards, table.remove(own))
end
for _, shard in ipairs(free) do
  if #own < fair then
    redis.call('HSET', shards, shard, pod)
    own[#own + 1] = shard
  end
end
local answer = { text(at), #own, unpack(own) }
for _, word in ipairs(redis.call('ZRANGEBYSCORE', rooms, since, '+inf', 'WITHSCORES', 'LIMIT', 0, most)) do
  answer[#answer + 1] = word
end
return answer
