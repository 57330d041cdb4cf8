-- A sender who exceeds the message rate gets a place, so that messages retried at their `after` are stored in the order
-- in which they were refused (protocol.md section 2). A place is valid for PATIENCE after its moment. A queue whose
-- places nobody takes for LEFT is dropped: its sender is gone, or sends something else. It has at most MOST places; any
-- further sender is given the time when it ends.
local LEFT, EARLY = 2000, 25
local MOST = 600

-- What was noted of these in this generation, or just before it began.
local function recalled(rate, fields)
  local found = redis.call('HMGET', rate.known, unpack(fields))
  local former = rate.lasts and redis.call('HMGET', rate.older, unpack(fields)) or {}
  for i, field in ipairs(fields) do
    found[i] = rate.noted[field] or found[i] or former[i] or ''
  end
  return found
end

-- Milliseconds that the sender has to wait with this entry, or nil, where there may be a queue or one has to begin.
-- `<user>~` holds the queue: since when, places given, the last one taken, when it last moved, and whether it is full;
-- `<user>~<cid>` a place: its queue, number and moment.
local function wait_in_queue(rate, user, cid, moment, interval, burst)
  local at = rate.at
  local queue, place = user .. '~', user .. '~' .. cid
  local found = recalled(rate, { queue, place })
  local since, given, taken, moved, full = string.match(found[1], '^(%d+) (%d+) (%d+) (%d+)(.*)$')
  given, taken, moved = tonumber(given or 0), tonumber(taken or 0), tonumber(moved or 0)
  local left = at > moved + LEFT or moved > at + LONGEST
  local waiting = given > taken and not left
  -- A clock that steps back never makes a sender wait longer than the messages before take.
  local free = math.min(tonumber(string.match(moment, '^[%d.]+')), at + (burst + (waiting and given - taken or 0)) * interval)
  if given > taken and left then
    free = math.min(free, moved + burst * interval)
    full = ''
    rate.noted[queue] = ''
  end
  free = math.max(free, at)
  local of, number, due = string.match(found[2], '^(%d+) (%d+) (%d+)$')
  due = tonumber(due or 0)
  if of and of == since and not left and at <= due + PATIENCE then
    if at < due - EARLY then
      return due - at
    end
    redis.call('HDEL', rate.known, place)
    rate.noted[queue] = table.concat({ since, digits(given), digits(math.max(taken, tonumber(number))), digits(at) }, ' ')
      .. full
    return nil
  end
  local wait = math.ceil(math.max(free - at - (burst - 1) * interval, waiting and interval or 0))
  if wait <= 0 then
    rate.noted[user] = digits(free + interval)
    if full and full ~= '' then
      rate.noted[queue] = ''
    end
    return nil
  end
  if not waiting and (full or '') == '' then
    since, given, taken, moved, full = digits(at), 0, 0, at + wait, ''
  end
  if full ~= '' or given - taken >= math.min(MOST, math.floor(LONGEST / interval)) then
    rate.noted[queue] = table.concat({ since, digits(given), digits(taken), digits(moved), 'full' }, ' ')
    return wait
  end
  rate.noted[user] = digits(at + wait + burst * interval) .. '~'
  rate.noted[queue] = table.concat({ since, digits(given + 1), digits(taken), digits(moved) }, ' ')
  rate.noted[place] = table.concat({ since, digits(given + 1), digits(at + wait) }, ' ')
  return wait
end
