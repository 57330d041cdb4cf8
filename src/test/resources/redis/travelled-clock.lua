-- The store's time as a test moves it: `parley:test:clock` holds milliseconds to add, and `parley:test:still` the
-- microseconds at which the clock otherwise stands still.
local function micros()
  local time = redis.call('TIME')
  local still = redis.call('GET', 'parley:test:still')
  return (still and tonumber(still) or time[1] * 1000000 + time[2])
    + tonumber(redis.call('GET', 'parley:test:clock') or 0) * 1000
end
local function now()
  return math.floor(micros() / 1000)
end
