-- Rewrites the record of a connected user after the store lost it.
-- Returns those of the rooms they are subscribed to that are not on their list.
local user = KEYS[1]
local rooms = KEYS[2]
local name = ARGV[1]

redis.call('HSETNX', user, 'name', name)
local listed = {}
for _, room in ipairs(redis.call('SMEMBERS', rooms)) do
  listed[room] = true
end
local missing = {}
for i = 2, #ARGV, 1 do
  local room = ARGV[i]
  if not listed[room] then
    missing[#missing + 1] = room
  end
end
return missing
