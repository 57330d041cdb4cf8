-- The store's time; pods never pass theirs.
local function micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end
local function now()
  return math.floor(micros() / 1000)
end
