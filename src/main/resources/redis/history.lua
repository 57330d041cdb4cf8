-- Returns a page of a room's log as a member may see it.
-- Returns 'ok', 1 when there is more in that direction, what an archive has to know or '', then the messages in ascending
-- order. An archive has to know the room's first epoch or '-', the seq above which the member may see messages, and that
-- of the oldest entry here or 0.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
  members = KEYS[7],
  banned = KEYS[8],
  pair = KEYS[9],
}
local user = ARGV[1]
local direction = ARGV[2] -- 'before' or 'after' a seq, 'since' a time, or ''
local bound = tonumber(ARGV[3])
local limit = tonumber(ARGV[4])
local archived = ARGV[5] -- '1' where an archive has what is older

local room = open(keys.meta)
local one = insider(keys.members, room, keys.banned, user)
if not one or redis.call('HEXISTS', keys.pair, 'hidden:' .. user) == 1 then
  return { outsider_refusal(room, keys.banned, user) }
end
local function time_of(entry)
  local _, at = place_of(entry)
  return tonumber(at)
end

-- The seq of the first entry from a time on, at `low` or later; beyond the head when there is none. Halves what is left
-- at each step, so that it reads a few dozen entries at most, however long the log and whatever the clock did.
local function first_since(low, time)
  local high = room.head + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    local entry = entries(keys, middle, nil, 1, false)[1]
    if entry and time_of(entry) < time then
      low = seq_of(entry) + 1
    else
      high = middle
    end
  end
  return low
end

local low, high = floor_of(room, one) + 1, nil
if direction == 'after' then
  low = math.max(bound + 1, low)
elseif direction == 'since' then
  low = first_since(low, bound)
elseif direction == 'before' then
  high = bound - 1
end
local answer = { 'ok', 0, '' }
if archived == '1' then
  local old = oldest(keys)
  answer[3] = (redis.call('HGET', keys.meta, 'first') or '-') .. ' ' .. digits(floor_of(room, one)) .. ' '
    .. (old and old.id or '0')
end
if not high or high >= low then
  local found, more = messages(keys, room, user, low, high, limit, direction ~= 'after' and direction ~= 'since')
  answer[2] = more and 1 or 0
  for i, message in ipairs(found) do
    answer[i + 3] = message
  end
end
return answer
