-- A pod holds no connection of a user any more.
-- KEYS for each room: members online
-- ARGV user, 'user name', pod, then the channel of each room
-- Answers from how many of these rooms he is gone.
local gone = 0
for i = 4, #ARGV do
  local members, online = KEYS[2 * i - 7], KEYS[2 * i - 6]
  if exit(online, ARGV[1], ARGV[3]) then
    announce(ARGV[i], members, online, { '-' .. ARGV[2] .. '\n' })
    gone = gone + 1
  end
end
return gone
