-- Hides a direct room from a user's list until its next message; the other only sees them go offline.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  pair = KEYS[4],
}
local channel = ARGV[1]
local user = ARGV[2]
local line = ARGV[3] -- 'user name'

if not open(keys.meta) or redis.call('HEXISTS', keys.members, user) == 0 then
  return { 'not_found' }
end
redis.call('HSET', keys.pair, 'hidden:' .. user, '1')
local went = redis.call('HDEL', keys.online, user) == 1
announce(channel, keys.members, keys.online, went and { '-' .. line .. '\n' } or {}, keys.pair)
return { 'ok' }
