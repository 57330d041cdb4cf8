-- A pod holds no connection of a user any more.
-- KEYS members online
-- ARGV channel, user, 'user name', pod
if exit(KEYS[2], ARGV[2], ARGV[4]) then
  announce(ARGV[1], KEYS[1], KEYS[2], { '-' .. ARGV[3] .. '\n' })
  return 1
end
return 0
