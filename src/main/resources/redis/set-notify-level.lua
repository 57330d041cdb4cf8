-- Sets what a member is notified of in a room, and tells their sessions.
-- Returns 'ok', or the refusal.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  read = KEYS[3],
  banned = KEYS[4],
  pair = KEYS[5],
}
local channel = ARGV[1]
local user = ARGV[2]
local level = tonumber(ARGV[3]) -- 1 all, 2 mentions, 3 none

local room = open(keys.meta)
if not room or redis.call('HEXISTS', keys.members, user) == 0
    or redis.call('HEXISTS', keys.pair, 'hidden:' .. user) == 1 then
  return { outsider_refusal(room, keys.banned, user) }
end
if level_of(keys.read, user) ~= level then
  set_preference(keys.read, LEVEL, user, level)
  redis.call('SPUBLISH', channel, 'changed ' .. user .. '\n')
end
return { 'ok' }
