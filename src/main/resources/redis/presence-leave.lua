-- Removes a pod's presence of users in some rooms: it holds none of their connections there any more.
-- Returns how often a user went offline in a room.
local pod = ARGV[1]

local gone, k = 0, 1
for i = 2, #ARGV, 2 do
  local keys = {
    members = KEYS[k],
    online = KEYS[k + 1],
    pair = KEYS[k + 2],
  }
  local channel = ARGV[i]
  local users = ARGV[i + 1] -- a line 'user name' for each
  k = k + 3
  local lines = exit(keys.online, users, pod)
  if #lines > 0 then
    announce(channel, keys.members, keys.online, lines, keys.pair)
    gone = gone + #lines
  end
end
return gone
