-- Marks a member online through a pod again after the store lost it.
-- KEYS members online pair
-- ARGV channel, user, pod
local text = redis.call('HGET', KEYS[1], ARGV[2])
if text then
  enter(ARGV[1], KEYS[1], KEYS[2], ARGV[2], ARGV[3], ARGV[2] .. ' ' .. member(text).name, KEYS[3])
end
return 1
