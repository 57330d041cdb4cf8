-- Loads or creates a user at hello. KEYS user, rooms. ARGV name of a new user.
-- Returns the name, 1 when the user is new, and the rooms on their list.
local fresh = redis.call('HSETNX', KEYS[1], 'name', ARGV[1])
local answer = { redis.call('HGET', KEYS[1], 'name'), fresh }
for _, room in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  answer[#answer + 1] = room
end
return answer
