-- Removes a pod's presence of a user in some rooms: it holds none of their connections any more.
-- Returns in how many of these rooms the user went offline.
local user = ARGV[1]
local line = ARGV[2] -- 'user name'
local pod = ARGV[3]

local gone, k = 0, 1
for i = 4, #ARGV, 1 do
  local keys = {
    members = KEYS[k],
    online = KEYS[k + 1],
    pair = KEYS[k + 2],
  }
  local channel = ARGV[i]
  k = k + 3
  if exit(keys.online, user, pod) then
    announce(channel, keys.members, keys.online, { '-' .. line .. '\n' }, keys.pair)
    gone = gone + 1
  end
end
return gone
