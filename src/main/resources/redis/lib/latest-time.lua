-- The time, and the latest that was ever noted. One that is ahead by more than any token lasts was told by a wrong clock:
-- what was made by it is over for good.
local function times(key, most)
  local at = now()
  local latest = tonumber(redis.call('GET', key) or 0)
  if latest > at + tonumber(most) then
    redis.pcall('DEL', key)
    latest = 0
  end
  return at, latest
end
