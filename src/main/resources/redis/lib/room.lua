-- What scripts about a room read from its log: missed events, unread counts, the room's state for a member.

-- Bytes of an event around its entry: `{"ev":"message","room":"…",` and `},`, for the longest room id.
local AROUND = 96
-- The seq that follows a position if nothing was lost; nil for a position that this room never assigned or that the
-- store did not keep. `kept` lists the ended epochs (lib/epoch.lua).
local function next_after(room, kept, epoch, seq)
  local base, want = 0, nil
  for ended, last, start in string.gmatch(kept, '(%S+)=(%d+)>(%d+)') do
    last, start = tonumber(last), tonumber(start)
    if want then
      if want == last + 1 then
        want = start + 1
      end
    elseif ended == epoch then
      if seq < base or seq > last then
        return nil
      end
      want = seq == last and start + 1 or seq + 1
    end
    base = start
  end
  if want then
    return want
  end
  if epoch == room.epoch and seq >= base and seq <= room.head then
    return seq + 1
  end
  return nil
end

-- No event has fewer bytes.
local LEAST = 200
-- Number of missed entries that are read first, and the maximum that is read at once: how long they are shows only then,
-- and what exceeds the bytes is read in vain. And the maximum in one script.
local FIRST, CHUNK, PART = 32, 128, 512

-- What follows a position as `user` sees it (nil for one who sees all): 'current', 'replay' with the events, their
-- entries and their bytes, 'part' with the same when more may follow after PART of them, 'large' when they exceed what
-- the caller can take, or 'reset' when some are lost, the position is invalid, or there are too many. Reads no further;
-- of 'large' ones returns no events, but the bytes read.
local function since(keys, room, epoch, seq, most, bytes, user)
  local kept, swept = room.kept, room.swept
  if not kept then
    local fields = redis.call('HMGET', keys.meta, 'kept', 'swept')
    kept, swept = fields[1], fields[2]
  end
  local want = next_after(room, kept, epoch, seq)
  if not want then
    return 'reset', {}
  end
  if want > room.head then
    return 'current', {}
  end
  local missing = epoch == room.epoch and room.head - seq or 0
  if want <= tonumber(swept or 0) or missing > most then
    return 'reset', {}
  elseif missing * LEAST > bytes or bytes <= 0 then
    return 'large', {}
  end
  local found, missed, size, some, over = {}, {}, 0, nil, false
  local low, step, longest = seq + 1, FIRST, 0
  repeat
    local wanted = step
    some = entries(keys, low, nil, math.min(wanted, most + 1 - #missed), false)
    local words = words_of(keys, room, some, user)
    if not words or (#missed == 0 and (not some[1] or seq_of(some[1]) ~= want)) or #missed + #some > most then
      return 'reset', {}
    end
    local before = #missed
    for i, entry in ipairs(some) do
      local text = event_of(entry, words[i], user)
      size, longest = size + #text + AROUND, math.max(longest, #text)
      entry.gone = not words[i]
      missed[before + i], found[before + i] = entry, text
    end
    if size > bytes then
      return 'large', {}, nil, size
    end
    over = #some < wanted
    low = not over and seq_of(some[#some]) + 1
    step = math.min(CHUNK, 2 * wanted, math.max(8, math.ceil((bytes - size) / longest)))
  until over or #missed >= PART
  return over and 'replay' or 'part', found, missed, size
end

-- The seq above which a member may see and name messages.
local function floor_of(room, one)
  return room.kind == 'public' and 0 or one.joined
end

-- The running count right before these entries.
local function count_before(some)
  return count_of(some[1]) - (counts(some[1]) and 1 or 0)
end

-- The running count at a seq at which or after which these entries begin.
local function count_among(some, seq)
  local low, high = 0, #some
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if seq_of(some[middle]) > seq then
      high = middle - 1
    else
      low = middle
    end
  end
  return low == 0 and count_before(some) or count_of(some[low])
end

-- The running count of messages up to a seq; nil when the log does not reach back so far.
local function count_at(keys, seq)
  local entry = entries(keys, 0, seq, 1, true)[1]
  if entry then
    return count_of(entry)
  end
  local first = oldest(keys)
  return first and count_before({ first })
end

-- Messages above the read cursor that are not deleted, up to a seq where the running count is `count`, 100 meaning "100
-- or more": never computed from seqs. `before` is the running count at the cursor.
local function unread_up_to(keys, before, read, seq, count)
  if read >= seq or not before or count <= before then
    return 0
  end
  local gone = redis.call('ZCOUNT', keys.deleted, '(' .. digits(read), digits(seq))
  return math.max(0, math.min(100, count - before - gone))
end

local function unread(keys, room, read)
  return read < room.head and unread_up_to(keys, count_at(keys, read), read, room.head, room.count) or 0
end

local function padded(seq)
  return string.format('%016.0f', seq)
end

-- Stores for `age` ms that a message mentions these users, separated by blanks. Each is kept twice in a sorted set: as
-- "user:seq" to be counted, and as "#seq:user" to be deleted with its message.
local function mention(mentions, named, seq, age)
  for user in string.gmatch(named, '%S+') do
    redis.call('ZADD', mentions, 0, user .. ':' .. padded(seq), 0, '#' .. padded(seq) .. ':' .. user)
  end
  redis.call('PEXPIRE', mentions, digits(age))
end

-- Deletes the mentions in messages from `first` up to, not including, `past`; up to a limit.
local function forget_mentions(mentions, first, past)
  local old = redis.call('ZRANGEBYLEX', mentions, '[#' .. padded(first), '(#' .. padded(past), 'LIMIT', 0, 1500)
  for i = 1, #old do
    local seq, user = string.match(old[i], '^#(%d+):(.*)$')
    old[#old + 1] = user .. ':' .. seq
  end
  if #old > 0 then
    redis.call('ZREM', mentions, unpack(old))
  end
end

-- How many unread messages mention the user, up to `seq` (nil for the head). Trimmed messages mention nobody.
local function mentioned(keys, mentions, user, read, seq)
  local last = seq and '[' .. user .. ':' .. padded(seq) or '(' .. user .. ';'
  local function above(first)
    return redis.call('ZLEXCOUNT', mentions, '(' .. user .. ':' .. padded(first), last)
  end
  if above(read) == 0 then
    return 0
  end
  local first = oldest(keys)
  return first and math.min(100, above(math.max(read, seq_of(first) - 1))) or 0
end

-- How far a member has read, as others may know it, and as they themselves know it, since they may have read further
-- quietly: that is kept in the same set under "~user" and negative, so that nothing counts it.
local function read_of(scores, user, joined)
  local open_to_all = not is_bot(user) and tonumber(scores[1] or joined) or joined
  return open_to_all, math.max(open_to_all, -tonumber(scores[2] or 0))
end

local function read_by(read, user, joined)
  return read_of(redis.call('ZMSCORE', read, user, '~' .. user), user, joined)
end

-- Beyond every seq.
local BEYOND = '9007199254740991'

-- A new member's cursors start where they joined. That seq is kept as well, under "~user" and negative, so that a large
-- room is counted without reading each member. A bot, which no receipt counts, is one who joins after every message.
local function begin_cursors(read, received, user, joined)
  redis.call('ZREM', read, MARK .. user, LEVEL .. user)
  if is_bot(user) then
    redis.call('ZADD', read, BEYOND, user)
    redis.call('ZADD', received, BEYOND, user, '-' .. BEYOND, '~' .. user)
    return
  end
  redis.call('ZADD', read, digits(joined), user)
  redis.call('ZADD', received, digits(joined), user, digits(-joined), '~' .. user)
end

-- Deletes the cursors, mentions and preferences of a leaving member.
local function forget_cursors(read, received, mentions, user)
  redis.call('ZREM', read, user, '~' .. user, MARK .. user, LEVEL .. user)
  redis.call('ZREM', received, user, '~' .. user)
  redis.call('ZREMRANGEBYLEX', mentions, '[' .. user .. ':', '(' .. user .. ';')
end

-- A room's title for a member, and its topic or ''. A direct room has the other there: 1 when they are known to be online, and their name;
-- if they have blocked the member, their name at that time.
local function title_for(keys, room, user)
  if room.kind ~= 'direct' then
    if room.title then
      return room.title, room.topic or ''
    end
    local texts = redis.call('HMGET', keys.meta, 'title', 'topic')
    return texts[1], texts[2] or ''
  end
  local other = peer_of(keys.log, user)
  local text = redis.call('HGET', keys.members, other)
  local here = sees(keys.pair, user, other) and redis.call('HEXISTS', keys.online, other) or 0
  return here .. ' ' .. (redis.call('HGET', keys.pair, 'blocked:' .. user) or text and member(text).name or ''), ''
end

-- What was unread before these missed entries, and how many of those mention the user; `before` is the running count at
-- their read cursor.
local function unread_before(keys, user, before, read, missed)
  local seq = seq_of(missed[1]) - 1
  local number = unread_up_to(keys, before, read, seq, count_before(missed))
  return number, number > 0 and mentioned(keys, keys.mentions, user, read, seq) or 0
end

-- The same of a member who has read all before what they missed, up to the head: what is unread is among it.
local function unread_among(keys, user, read, missed)
  local number = 0
  for _, entry in ipairs(missed) do
    if counts(entry) and not entry.gone and seq_of(entry) > read then
      number = number + 1
    end
  end
  return math.min(100, number), number > 0 and mentioned(keys, keys.mentions, user, read) or 0
end

-- Opens a room of which a state is to be told.
local function open_for_state(meta)
  local room, fields = open(meta, 'kept', 'swept', 'title', 'topic')
  if room and fields then
    room.kept, room.swept, room.title, room.topic = fields[12], fields[13], fields[14], fields[15]
  end
  return room
end

-- How many are online, as far as a member may know.
local function online_in(keys, room, user)
  return room.kind == 'direct' and online_for(keys.online, keys.pair, user, peer_of(keys.log, user))
    or redis.call('HLEN', keys.online)
end

-- A room's state for a member, and how they get from their position ('' for none) to its head. `most` = 0 asks for no
-- messages or events: then missed events come 'later', and with `later` so do those that exceed `bytes`. Where only a
-- 'part' was read, it is followed by its end, events and bytes. And the size of the missed events in bytes, and of what
-- was read in vain.
local function state_for(keys, room, user, one, epoch, seq, most, bytes, later)
  local state, found, more, missed, size, vain = 'fresh', {}, false, nil, 0, 0
  if epoch ~= '' then
    if tonumber(seq) < one.joined then
      state = 'reset'
    else
      state, found, missed, size = since(keys, room, epoch, tonumber(seq), math.max(most, 1), bytes, user)
      if state == 'large' then
        state, size, vain = later and 'later' or 'reset', 0, size or 0
      end
    end
    if most == 0 and state ~= 'current' then
      state, found, missed, size = 'later', {}, nil, 0
    end
  end
  if state == 'reset' or (state == 'fresh' and most > 0) then
    found, more = messages(keys, room, user, floor_of(room, one) + 1, nil, 50, true)
  end
  local scores = redis.call('ZMSCORE', keys.read, user, '~' .. user, MARK .. user, LEVEL .. user)
  local _, read = read_of(scores, user, one.joined)
  local now_unread, now_mentioned, then_unread, then_mentioned
  if state == 'replay' and read >= tonumber(seq) then
    now_unread, now_mentioned = unread_among(keys, user, read, missed)
    then_unread, then_mentioned = 0, 0
  else
    local before = read < room.head and (missed and read >= tonumber(seq) and count_among(missed, read)
      or count_at(keys, read))
    now_unread = unread_up_to(keys, before, read, room.head, room.count)
    now_mentioned = now_unread > 0 and mentioned(keys, keys.mentions, user, read) or 0
    then_unread, then_mentioned = now_unread, now_mentioned
    if missed then
      then_unread, then_mentioned = unread_before(keys, user, before, read, missed)
    end
  end
  if state == 'part' then
    local epoch_there = place_of(missed[#missed])
    state = table.concat({ 'part', epoch_there, missed[#missed].id, #missed, size }, ' ')
  end
  local muted_for = one.muted ~= 0 and muted(keys.members, user, one, now())
  local title, topic = title_for(keys, room, user)
  local answer = { 'ok', state, room.epoch, digits(room.head), room.at, title, one.role,
    redis.call('HLEN', keys.members), online_in(keys, room, user), digits(read),
    now_unread, now_mentioned, then_unread, then_mentioned, more and 1 or 0,
    muted_for and digits(math.max(0, one.muted)) or '', digits(-tonumber(scores[3] or 0)),
    digits(-tonumber(scores[4] or 0)), topic, room.write, table.concat(found, '\n') }
  return answer, size or 0, vain
end
