-- Keeps a room's log within its size and age. Functions take the keys as { meta, log, texts, forms, reactions, deleted,
-- mentions, ids }.

-- Maximum number of entries that one script examines to sweep, and to trim.
local SWEPT, TRIMMED = 256, 128

-- With more entries than this missing, no client catches up on every change.
local CAUGHT_UP = 1000

-- Deletes changes that can no longer be delivered, so that they evict no messages. Returns how far it got, and how many
-- it deleted.
local function sweep(keys, from, upto, most)
  local out = {}
  local some = from <= upto and entries(keys, from, upto, SWEPT, false) or {}
  local swept = #some < SWEPT and math.max(from - 1, upto) or seq_of(some[#some])
  for _, entry in ipairs(some) do
    if entry.kind ~= 'message' and #out < most then
      out[#out + 1] = entry.id
    elseif entry.kind ~= 'message' then
      swept = seq_of(entry) - 1
      break
    end
  end
  if #out > 0 then
    redis.call('XDEL', keys.log, unpack(out))
  end
  return swept, #out
end

-- Trims the oldest entries: `over` of them, and those stored before `past`. Returns for how many forms reactions are to
-- be deleted.
local function trim(keys, room, over, past)
  local seqs, known, last = {}, {}, nil
  for i, entry in ipairs(entries(keys, 0, nil, TRIMMED, false)) do
    local _, at = place_of(entry)
    if i > over and tonumber(at) >= past then
      break
    end
    last = seq_of(entry)
    if entry.kind == 'message' then
      seqs[#seqs + 1] = entry.id
      known[#known + 1] = string.match(entry.text, '"id":"([^"]*)"')
    end
  end
  if not last then
    return 0
  end
  redis.call('XTRIM', keys.log, 'MINID', digits(last + 1))
  redis.call('ZREMRANGEBYSCORE', keys.deleted, '-inf', digits(last))
  forget_mentions(keys.mentions, 0, last + 1)
  if #seqs == 0 then
    return 0
  end
  redis.call('HDEL', keys.ids, unpack(known))
  return forget_beside(keys, room, seqs)
end

-- Trims the old end: what exceeds `most` entries, and what was stored before `past`. Returns for how many forms
-- reactions are to be deleted.
local function keep_within(keys, room, name, most, past)
  local over = redis.call('XLEN', keys.log) - most
  if over > 0 then
    local swept = tonumber(redis.call('HGET', keys.meta, 'swept') or 0)
    local upto, out = sweep(keys, swept + 1, room.head - CAUGHT_UP, over)
    over = over - out
    if upto > swept then
      redis.call('HSET', keys.meta, 'swept', digits(upto))
    end
  end
  if over <= 0 then
    local first = oldest(keys)
    local _, at = place_of(first or { text = '' })
    if not first or tonumber(at) >= past then
      return 0
    end
  end
  return trim(keys, name, over, past)
end

-- Extends the expiry of the log and of what is stored beside it.
local function keep_for(keys, millis)
  -- A key that is never empty is never recreated without an expiry.
  redis.call('HSETNX', keys.texts, '', '')
  redis.call('HSETNX', keys.ids, '', '')
  for _, key in ipairs({ keys.log, keys.texts, keys.forms, keys.reactions, keys.deleted, keys.ids }) do
    redis.call('PEXPIRE', key, digits(millis))
  end
end
