-- Publishes the present cursors of some members of a room: each pod batches its own, and since cursors are read while
-- publishing, they are never behind those published before. In a direct room a user who has blocked the other never
-- appears to receive or read anything.
-- Returns how many members it published.
local keys = {
  members = KEYS[1],
  read = KEYS[2],
  received = KEYS[3],
  pair = KEYS[4],
}
local channel = ARGV[1]

local function has_blocked(user)
  local other = peer_of(channel, user)
  return other and blocked(keys.pair, other)
end

local lines, last = {}, nil
for i = 2, #ARGV, 3 do
  local user = ARGV[i]
  local received = ARGV[i + 1] -- '1' when they received more
  local read = ARGV[i + 2] -- '1' when they read more
  if redis.call('HEXISTS', keys.members, user) == 1 and not has_blocked(user) then
    local got = received == '1' and redis.call('ZSCORE', keys.received, user) or '0'
    local seen = read == '1' and redis.call('ZSCORE', keys.read, user) or '0'
    lines[#lines + 1] = user .. ' ' .. digits(got) .. ' ' .. digits(seen) .. '\n'
    last = user
  end
end
if #lines > 0 then
  redis.call('SPUBLISH', channel, 'receipt ' .. (#lines == 1 and last or '') .. '\n' .. table.concat(lines, ''))
end
return #lines
