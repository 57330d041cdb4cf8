-- Publishes who is typing in a room through a pod. Members who may no longer publish there are left out, as are both in
-- a direct room where either has blocked the other. Each has the name in their membership.
-- KEYS meta members banned pair
-- ARGV channel, pod, max names; then for each: user, ms for which this holds
local lines = {}
for i = 4, #ARGV, 2 do
  if #lines < tonumber(ARGV[3]) and not may_pass(KEYS[1], KEYS[2], KEYS[3], ARGV[i])
      and not blocked(KEYS[4], ARGV[i]) and not blocked(KEYS[4], peer_of(ARGV[1], ARGV[i]) or '') then
    lines[#lines + 1] = ARGV[i + 1] .. ' ' .. ARGV[i] .. ' ' .. member(redis.call('HGET', KEYS[2], ARGV[i])).name .. '\n'
  end
end
redis.call('SPUBLISH', ARGV[1], 'typing ' .. ARGV[2] .. '\n' .. table.concat(lines, ''))
return #lines
