-- Whether somebody may say so much to everybody who is connected. KEYS online of the room where all are, passing.
-- ARGV user, bytes, connections that there are at least, bytes a second and at once. Answers 0, or the ms to wait.
local weight = tonumber(ARGV[2]) * math.max(tonumber(ARGV[3]), redis.call('HLEN', KEYS[1]))
return weigh(KEYS[2], ARGV[1], weight, tonumber(ARGV[4]), tonumber(ARGV[5])) or 0
