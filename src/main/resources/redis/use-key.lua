-- Notes that keys were used just now, those that still exist.
local keys = {
  written = KEYS[1],
  used = KEYS[2],
}
local wanted = {}
for i = 1, #ARGV, 1 do
  local id = ARGV[i]
  wanted[i] = id
end

local at = string.format('%.0f', now())
for _, id in ipairs(wanted) do
  if redis.call('HEXISTS', keys.written, id) == 1 then
    redis.call('HSET', keys.used, id, at)
  end
end
return 1
