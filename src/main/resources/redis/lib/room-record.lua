-- A room record and its members: opening the room, who may publish in it.

-- A new epoch begins this far above the last seq: more than any store can have assigned and lost again.
local JUMP = 1048576
-- And further for each millisecond since the room was last used, more than a store can assign in one: if two epochs
-- begin at one seq, because the store lost the first entirely, the later is above the other.
local SPEED = 1024
-- Epochs whose end a room remembers; a position in an older one is reset.
local EPOCHS = 32

local function new_epoch(run)
  return string.format('%x', micros()) .. '-' .. string.sub(run, 1, 6)
end

local known_run
local function run_id()
  if not known_run then
    local info = redis.call('INFO', 'server')
    -- A plain search: a pattern would be tried at each of a thousand places before it.
    local _, label = string.find(info, 'run_id:', 1, true)
    known_run = string.match(info, '^%x+', label + 1)
  end
  return known_run
end

-- `kept` lists the ended epochs as "epoch=last-kept-seq>seq-from-which-the-next-one-counts ", oldest first.
local function remember(kept, epoch, last, base)
  local list = kept .. epoch .. '=' .. last .. '>' .. base .. ' '
  local _, count = string.gsub(list, ' ', ' ')
  if count > EPOCHS then
    list = string.gsub(list, '^%S+ ', '')
  end
  return list
end

-- The room record, or nil. The fence: if another store wrote the room last (a restart, a failover), its end may be
-- lost, so a new epoch begins, far above every seq assigned before.
local function open(meta)
  local fields = redis.call('HMGET', meta, 'head', 'epoch', 'fence', 'count', 'kept', 'at', 'kind', 'title', 'generation',
    'latest', 'swept', 'litter', 'filled')
  if not fields[2] then
    return nil
  end
  local room = {
    head = tonumber(fields[1]),
    epoch = fields[2],
    count = tonumber(fields[4]),
    kept = fields[5],
    at = fields[6],
    kind = fields[7],
    title = fields[8],
    generation = tonumber(fields[9]),
    latest = fields[10] or fields[7] == 'direct' and '0,0' or '0',
    swept = tonumber(fields[11] or 0),
    litter = tonumber(fields[12] or 0),
    filled = tonumber(fields[13] or 0),
  }
  local run = run_id()
  if fields[3] ~= run then
    room.head = room.head + JUMP + SPEED * math.max(0, now() - tonumber(room.at))
    room.kept = remember(room.kept, room.epoch, fields[1], digits(room.head))
    room.epoch = new_epoch(run)
    redis.call('HSET', meta, 'head', digits(room.head), 'epoch', room.epoch, 'fence', run, 'kept', room.kept)
  end
  return room
end

local function make(meta, kind, title)
  local run = run_id()
  redis.call('HSET', meta, 'head', 0, 'epoch', new_epoch(run), 'fence', run, 'count', 0, 'kept', '',
    'at', digits(now()), 'kind', kind, 'title', title, 'generation', 0)
end

-- Muted: 0 not muted, -1 until it is undone, else until when and, after `~`, for how long: a clock that steps back does
-- not extend it.
local function read_mute(one, text)
  one.muted = tonumber(text)
  if not one.muted then
    local till, span = string.match(text, '^(%d+)~(%d+)$')
    one.muted, one.span = tonumber(till), tonumber(span)
  end
end

local function mute_text(one)
  return digits(one.muted) .. (one.span and one.muted > 0 and '~' .. digits(one.span) or '')
end

-- A member is stored as "role joined-at-seq muted order name". The order counts all joins so far, and so shows who has
-- been a member longest.
local function member(text)
  local role, joined, muted, order, name = string.match(text, '^(%S+) (%S+) (%S+) (%S+) (.*)$')
  local one = { role = role, joined = tonumber(joined), order = tonumber(order), name = name }
  read_mute(one, muted)
  return one
end

local function member_text(one)
  return one.role .. ' ' .. digits(one.joined) .. ' ' .. mute_text(one) .. ' ' .. digits(one.order or 0) .. ' ' .. one.name
end

local function write_member(members, user, one)
  redis.call('HSET', members, user, member_text(one))
end

-- Why a member may not publish at this time: nothing, or 'muted' and the ms until that ends, if it does.
local function muted(members, user, one, at)
  if one.muted < 0 then
    return 'muted'
  elseif one.muted <= at then
    return nil
  elseif one.span and one.muted > at + one.span then
    one.muted = at + one.span
    write_member(members, user, one)
  end
  return 'muted ' .. digits(one.muted - at)
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

-- The refusal for a user who is not a member; `room` is nil when there is none.
local function outsider_refusal(room, banned, user)
  if not room or room.kind ~= 'public' then
    return 'not_found'
  end
  return is_banned(banned, user) and 'banned' or 'not_member'
end

-- Whether the other in a direct room has blocked the user: then the user's messages go nowhere, without notice.
local function blocked(pair, user)
  return redis.call('HEXISTS', pair, 'blocked:' .. user) == 1
end
