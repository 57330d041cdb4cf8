-- Epochs of a room's log: a new one begins when another store wrote the room last.

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

-- The fence: if another store wrote the room last (a restart, a failover), its end may be lost, so a new epoch begins,
-- far above every seq assigned before. The field `fence` is the run id of the store that wrote it last; `store`, the
-- replication id of this one or '', is noted beside it.
local function check_fence(meta, room, store)
  local run, before = run_id(), redis.call('HMGET', meta, 'fence', 'kept')
  if before[1] ~= run then
    local last = digits(room.head)
    room.head = room.head + JUMP + SPEED * math.max(0, now() - tonumber(room.at))
    local kept = remember(before[2], room.epoch, last, digits(room.head))
    room.epoch = new_epoch(run)
    redis.call('HSET', meta, 'head', digits(room.head), 'epoch', room.epoch, 'fence', run, 'kept', kept)
  end
  if store ~= '' then
    -- A full store refuses it, which costs nothing but time.
    redis.pcall('HSET', meta, 'store', store)
  end
end

local function make(meta, kind, title)
  local run = run_id()
  redis.call('HSET', meta, 'head', 0, 'epoch', new_epoch(run), 'fence', run, 'count', 0, 'kept', '',
    'at', digits(now()), 'kind', kind, 'title', title, 'generation', 0)
end
