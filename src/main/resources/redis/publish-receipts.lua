-- Publishes the present cursors of some members of a room: each pod batches its own, and since cursors are read while
-- publishing, they are never behind those published before. In a direct room a user who has blocked the other never
-- appears to receive or read anything.
-- KEYS members read received pair
-- ARGV channel; then for each member: user, 1 for received, 1 for read.
-- Returns how many members it published.
local members, read, received, pair = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local channel = ARGV[1]

local function has_blocked(user)
  local other = peer_of(channel, user)
  return other and blocked(pair, other)
end

local lines, last = {}, nil
for i = 2, #ARGV, 3 do
  local user = ARGV[i]
  if redis.call('HEXISTS', members, user) == 1 and not has_blocked(user) then
    local got = ARGV[i + 1] == '1' and redis.call('ZSCORE', received, user) or '0'
    local seen = ARGV[i + 2] == '1' and redis.call('ZSCORE', read, user) or '0'
    lines[#lines + 1] = user .. ' ' .. digits(got) .. ' ' .. digits(seen) .. '\n'
    last = user
  end
end
if #lines > 0 then
  redis.call('SPUBLISH', channel, 'receipt ' .. (#lines == 1 and last or '') .. '\n' .. table.concat(lines, ''))
end
return #lines
