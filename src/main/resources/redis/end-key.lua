-- Ends a key. Returns what was written of it, or '' when there is no such key.
local keys = {
  written = KEYS[1],
  secrets = KEYS[2],
  used = KEYS[3],
}
local id = ARGV[1]

local text = redis.call('HGET', keys.written, id) or ''
redis.call('HDEL', keys.written, id)
redis.call('HDEL', keys.secrets, id)
redis.call('HDEL', keys.used, id)
return text
