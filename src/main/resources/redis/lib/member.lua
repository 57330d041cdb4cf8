-- A member's record, and bans.

-- Muted: 0 not muted, -1 until it is undone, else until when and, after `~`, for how long: a clock that steps back does
-- not extend it.
local function read_mute(one, text)
  one.muted = tonumber(text)
  if not one.muted then
    local till, span = string.match(text, '^(%d+)~(%d+)$')
    one.muted, one.span = tonumber(till), tonumber(span)
  end
end

-- A member is stored as "role joined-at-seq muted order name". The order counts all joins so far, and so shows who has
-- been a member longest.
local function member(text)
  local role, joined, muted, order, name = string.match(text, '^(%S+) (%S+) (%S+) (%S+) (.*)$')
  local one = { role = role, joined = tonumber(joined), order = tonumber(order), name = name }
  read_mute(one, muted)
  return one
end

-- A ban is stored as "until seq span": until when, 0 for until it is undone, the room's head when it began, and for how
-- long. An expired ban is deleted, and a clock that steps back does not extend one.
local function is_banned(banned, user)
  local text = redis.call('HGET', banned, user)
  if not text then
    return false
  end
  local till, seq, span = string.match(text, '^(%d+) ?(%d*) ?(%d*)$')
  local left = tonumber(till) - now()
  if till ~= '0' and left <= 0 then
    redis.call('HDEL', banned, user)
    return false
  end
  if span ~= '' and left > tonumber(span) then
    redis.call('HSET', banned, user, digits(tonumber(till) - left + tonumber(span)) .. ' ' .. seq .. ' ' .. span)
  end
  return true
end
