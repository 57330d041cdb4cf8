-- Rewrites the record of a connected user after the store lost it. KEYS user, rooms.
-- ARGV name, then the rooms they are subscribed to. Returns those of them that are not on their list.
redis.call('HSETNX', KEYS[1], 'name', ARGV[1])
local listed = {}
for _, room in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  listed[room] = true
end
local missing = {}
for i = 2, #ARGV do
  if not listed[ARGV[i]] then
    missing[#missing + 1] = ARGV[i]
  end
end
return missing
