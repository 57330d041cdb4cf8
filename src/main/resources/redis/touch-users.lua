-- Adds connected users that the store has lost, as seen now.
local users = KEYS[1]

local at = string.format('%.0f', now())
local fresh = 0
for i = 1, #ARGV, 1 do
  local user = ARGV[i]
  fresh = fresh + redis.call('ZADD', users, 'NX', at, user)
end
return fresh
