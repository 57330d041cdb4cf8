-- The time, and the latest time ever noted. A noted time ahead by more than any token lasts came from a wrong clock:
-- whatever that clock issued is over for good.
local function times(key, most)
  local at = now()
  local latest = tonumber(redis.call('GET', key) or 0)
  if latest > at + tonumber(most) then
    redis.pcall('DEL', key)
    latest = 0
  end
  return at, latest
end
