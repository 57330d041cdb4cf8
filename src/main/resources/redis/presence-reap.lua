-- Removes a batch of a dead pod's users from a room, starting at a cursor. Returns the next cursor.
local keys = {
  members = KEYS[1],
  online = KEYS[2],
  pair = KEYS[3],
}
local channel = ARGV[1]
local pod = ARGV[2]
local cursor = ARGV[3]

local page = redis.call('HSCAN', keys.online, cursor, 'COUNT', 200)
local users = {}
for i = 1, #page[2], 2 do
  if string.find(' ' .. page[2][i + 1] .. ' ', ' ' .. pod .. ' ', 1, true) then
    users[#users + 1] = page[2][i]
  end
end
if #users > 0 then
  for i, text in ipairs(redis.call('HMGET', keys.members, unpack(users))) do
    users[i] = users[i] .. ' ' .. (text and member(text).name or users[i])
  end
  local lines = exit(keys.online, table.concat(users, '\n'), pod)
  if #lines > 0 then
    announce(channel, keys.members, keys.online, lines, keys.pair)
  end
end
return page[1]
