-- Gives a key another secret; the one before stays good for the overlap, and any before that ends.
-- Returns 1, or 0 when there is no such key.
local secrets = KEYS[1]
local id = ARGV[1]
local digest = ARGV[2]
local overlap = tonumber(ARGV[3]) -- ms

local at = now()
local expires, former = string.match(redis.call('HGET', secrets, id) or '', '^(%d+) (%x+)')
if not expires or (expires ~= '0' and tonumber(expires) <= at) then
  return 0
end
local text = expires .. ' ' .. digest
if overlap > 0 then
  text = text .. ' ' .. string.format('%.0f', at + overlap) .. ' ' .. former
end
redis.call('HSET', secrets, id, text)
return 1
