-- Lets a user add bytes to the store.
-- Returns the bytes they may add, or the negated ms they have to wait.
-- Stores the moment from which all is free again (a token bucket as one number), and the bytes added in this hour of
-- the clock and in the one before.
local added_by_user = KEYS[1]
local least = tonumber(ARGV[1]) -- bytes wanted
local most = tonumber(ARGV[2]) -- bytes wanted
local per_minute = tonumber(ARGV[3]) -- bytes
local burst = tonumber(ARGV[4]) -- bytes
local allowed = tonumber(ARGV[5]) -- bytes that they may have added within an hour, or -1 for any

local HOUR = 3600000
local per_ms = per_minute / 60000
local at = now()
local kept = redis.call('HMGET', added_by_user, 'free', 'hour', 'added', 'before')
local hour, added, before = math.floor(at / HOUR), tonumber(kept[3] or 0), tonumber(kept[4] or 0)
local last = tonumber(kept[2] or hour)
-- A clock that steps back never makes a user wait longer than their whole allowance takes.
local free = math.min(math.max(tonumber(kept[1] or 0), at), at + burst / per_ms)
if tonumber(kept[1] or 0) > free then
  redis.call('HSET', added_by_user, 'free', string.format('%.3f', free))
end
if last ~= hour then
  before = last == hour - 1 and added or 0
  added = 0
end
if allowed >= 0 then
  local within = added + before * (1 - (at % HOUR) / HOUR)
  if within + least > allowed then
    return -60000
  end
  most = math.max(least, math.min(most, allowed - within))
end
local left = burst - (free - at) * per_ms
if least > left then
  return -math.ceil((math.min(least, burst) - left) / per_ms)
end
local given = math.floor(math.min(most, math.max(least, left)))
redis.call('HSET', added_by_user, 'free', string.format('%.3f', free + given / per_ms),
  'hour', string.format('%.0f', hour), 'added', string.format('%.0f', added + given),
  'before', string.format('%.0f', before))
redis.call('PEXPIRE', added_by_user, string.format('%.0f', math.max(2 * HOUR, burst / per_ms)))
return given
