-- Returns how many living pods lack something that others are able to do.
local pods = KEYS[1]
local able = KEYS[2] -- the pods that can, with the same leases

local at = string.format('%.0f', now())
return redis.call('ZCOUNT', pods, at, '+inf') - redis.call('ZCOUNT', able, at, '+inf')
