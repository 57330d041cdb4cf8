-- Marks a member online through a pod again after the store lost it.
local keys = {
  members = KEYS[1],
  online = KEYS[2],
  pair = KEYS[3],
}
local channel = ARGV[1]
local user = ARGV[2]
local pod = ARGV[3]

local text = redis.call('HGET', keys.members, user)
if text then
  enter(channel, keys.members, keys.online, user, pod, user .. ' ' .. member(text).name, keys.pair)
end
return 1
