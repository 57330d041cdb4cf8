-- Loads or creates a user at hello.
-- Returns the name, 1 when the user is new, and the rooms on their list.
local user = KEYS[1]
local rooms = KEYS[2]
local name = ARGV[1] -- of a new user

local fresh = redis.call('HSETNX', user, 'name', name)
local answer = { redis.call('HGET', user, 'name'), fresh }
for _, room in ipairs(redis.call('SMEMBERS', rooms)) do
  answer[#answer + 1] = room
end
return answer
