-- Removes a pod's presence of a user: it holds none of their connections any more.
-- KEYS for each room: members online pair
-- ARGV user, 'user name', pod, then the channel of each room
-- Returns in how many of these rooms the user went offline.
local gone = 0
for i = 4, #ARGV do
  local k = 3 * (i - 4)
  local members, online = KEYS[k + 1], KEYS[k + 2]
  if exit(online, ARGV[1], ARGV[3]) then
    announce(ARGV[i], members, online, { '-' .. ARGV[2] .. '\n' }, KEYS[k + 3])
    gone = gone + 1
  end
end
return gone
