-- Makes a key.
-- Returns 'made', 'taken' when there is one of that id, or 'full'.
local keys = {
  written = KEYS[1],
  secrets = KEYS[2],
  used = KEYS[3],
}
local id = ARGV[1]
local facts = ARGV[2] -- all lines but the last
local expires = ARGV[3] -- ms, or 0 for never
local digest = ARGV[4]
local most = tonumber(ARGV[5]) -- keys

if redis.call('HLEN', keys.written) >= most then
  return 'full'
end
if redis.call('HSETNX', keys.written, id, facts .. '\n' .. string.format('%.0f', now())) == 0 then
  return 'taken'
end
redis.call('HSET', keys.secrets, id, expires .. ' ' .. digest)
return 'made'
