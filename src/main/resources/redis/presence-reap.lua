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
local lines = {}
for i = 1, #page[2], 2 do
  local user = page[2][i]
  if exit(keys.online, user, pod) then
    local text = redis.call('HGET', keys.members, user)
    lines[#lines + 1] = '-' .. user .. ' ' .. (text and member(text).name or user) .. '\n'
  end
end
if #lines > 0 then
  announce(channel, keys.members, keys.online, lines, keys.pair)
end
return page[1]
