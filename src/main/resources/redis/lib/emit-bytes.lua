-- Limits the bytes a second that a user's ephemeral events may send to all listeners: a token bucket as one number, the
-- moment from which on all is free again. Returns nothing, or the ms to wait; then nothing is taken.
local function weigh(passing, user, weight, per_second, burst)
  local at, per_ms = now(), per_second / 1000
  local whole = burst / per_ms
  redis.call('ZREMRANGEBYSCORE', passing, '-inf', string.format('%.0f', at))
  -- A clock that steps back never makes a user wait longer than their whole allowance takes.
  local kept = tonumber(redis.call('ZSCORE', passing, user) or 0)
  local free = math.max(at, math.min(at + whole, kept))
  local wait = free + math.min(weight, burst) / per_ms - at - whole
  if wait > 0 then
    if kept > free then
      redis.call('ZADD', passing, string.format('%.3f', free), user)
    end
    return math.ceil(wait)
  end
  redis.call('ZADD', passing, string.format('%.3f', free + weight / per_ms), user)
  redis.call('PEXPIRE', passing, string.format('%.0f', math.max(whole, free + weight / per_ms - at) + 1000))
  return nil
end
