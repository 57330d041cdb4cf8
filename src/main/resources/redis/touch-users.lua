-- Adds connected users that the store has lost, as seen now. KEYS users. ARGV each user.
local at = string.format('%.0f', now())
local fresh = 0
for _, user in ipairs(ARGV) do
  fresh = fresh + redis.call('ZADD', KEYS[1], 'NX', at, user)
end
return fresh
