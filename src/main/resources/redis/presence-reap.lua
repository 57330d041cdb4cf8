-- Removes a batch of a dead pod's users from a room, starting at a cursor. Returns the next cursor.
-- KEYS members online pair
-- ARGV channel, pod, cursor
local members, online, pod = KEYS[1], KEYS[2], ARGV[2]
local page = redis.call('HSCAN', online, ARGV[3], 'COUNT', 200)
local lines = {}
for i = 1, #page[2], 2 do
  local user = page[2][i]
  if exit(online, user, pod) then
    local text = redis.call('HGET', members, user)
    lines[#lines + 1] = '-' .. user .. ' ' .. (text and member(text).name or user) .. '\n'
  end
end
if #lines > 0 then
  announce(ARGV[1], members, online, lines, KEYS[3])
end
return page[1]
