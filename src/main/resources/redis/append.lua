-- Appends entries to a room's log, each all or nothing: role, dedupe, fence, seq, store, publish. A direct room is
-- created with its first message.
-- Returns a text for each entry: "stored|duplicate epoch seq at", and then "caught-up" when others have to be told that
-- the sender has read everything before it; or a refusal; 'absent' and 'closed' ask for names.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
  members = KEYS[7],
  dedupe_0 = KEYS[8],
  dedupe_1 = KEYS[9],
  read = KEYS[10],
  mentions = KEYS[11],
  banned = KEYS[12],
  received = KEYS[13],
  pair = KEYS[14],
  online = KEYS[15],
  ids = KEYS[16],
  muted = KEYS[17],
}
local channel = ARGV[1]
local name = ARGV[2] -- of the room
local window = tonumber(ARGV[3]) -- ms for which answers are remembered
local most = tonumber(ARGV[4]) -- entries that are kept
local age = tonumber(ARGV[5]) -- ms for which entries are kept
local interval = tonumber(ARGV[6]) -- ms for each message of a user
local burst = tonumber(ARGV[7]) -- messages of a user at once
local bot_interval = tonumber(ARGV[8]) -- ms for each message of a bot
local bot_burst = tonumber(ARGV[9]) -- messages of a bot at once
local room_bytes = tonumber(ARGV[10]) -- bytes a minute that all may add
local room_burst = tonumber(ARGV[11]) -- bytes at once that all may add
local traced = ARGV[12] -- contexts of traced entries, `<which>:<context>` separated by blanks
local wanted = {}
for i = 13, #ARGV, 11 do
  wanted[#wanted + 1] = {
    user = ARGV[i],
    cid = ARGV[i + 1],
    what = ARGV[i + 2], -- 'message', 'edit', 'delete', 'react', 'unreact', or with a key: 'erase' (delete
    -- as a moderator may), 'post' and 'amend' (message and edit where few may write)
    left_out = ARGV[i + 3], -- the session that does not get it, or ''
    of = ARGV[i + 4], -- the message that it answers or changes: its seq or id, or 0
    named = ARGV[i + 5], -- mentioned users separated by blanks
    body = ARGV[i + 6], -- what comes before the content
    content = ARGV[i + 7], -- of a message `,"text":…,"data":…`, of an edit the text, of a reaction the emoji, as JSON
    rest = ARGV[i + 8], -- what follows the content
    names = ARGV[i + 9], -- to open a direct room those of the user and the other, and their topics, a line each; or ''
    bytes_wait = ARGV[i + 10], -- ms until the user may add so many bytes, or 0
  }
end

-- Creating a function, a table, or a variable that a function uses takes time in each call, so there are few of them;
-- what a plain message does not need is in `rare` (lib/append-start.lua).

-- Set at the beginning of the main path, which is the end of this file: the room, and whether it is a direct one.
-- `call` is the time and where answers are remembered: two generations of them, `known` and `older`, and `noted`, those
-- of this call by name: answers, and when a user may send again. They are written at the end.
local room, direct, call
-- What is found out of the senders of this call. Nothing else changes it meanwhile, so it is read once.
local people = {}
-- What is stored. What messages write beside the log is written at once, before it is read and at the end: `texts` and
-- `ids` alternate names and values, `seen` is each user's cursor. What is published: a line for each entry, and `told`,
-- the contexts of the traced ones. Whether stored messages `changed`; `litter`, the forms whose reactions are to be
-- deleted; and `taken_back`, the last deleted message that counted.
local stored = { texts = {}, ids = {}, seen = {}, lines = {}, told = '', changed = false, litter = 0, taken_back = 0 }

-- A sender of this call: their membership or false, whether they are a bot, which needs none in a public room, and
-- whether the other member of a direct room has blocked them.
local function person(user)
  local one = people[user]
  if not one then
    local text = redis.call('HGET', keys.members, user)
    -- As is_bot, which is rare.
    local bot = string.sub(user, 1, 4) == 'bot0'
    one = {
      bot = bot,
      visits = bot and not text,
      member = text and not is_banned(keys.banned, user) and member(text)
        or bot and not text and rare().visitor(room, keys.banned, keys.muted, user),
      blocked = direct and redis.call('HEXISTS', keys.pair, 'blocked:' .. user) == 1,
    }
    people[user] = one
  end
  return one
end

-- Writes what stored messages write beside the log.
local function write_beside()
  if #stored.texts == 0 then
    return
  end
  redis.call('HSET', keys.texts, unpack(stored.texts))
  redis.call('HSET', keys.ids, unpack(stored.ids))
  for user, seq in pairs(stored.seen) do
    local sender = people[user]
    if not sender.bot then
      redis.call('ZADD', keys.read, 'GT', seq, user)
      redis.call('ZADD', keys.received, 'GT', seq, user)
    elseif not sender.visits then
      -- Receipts do not count it: it reads quietly.
      redis.call('ZADD', keys.read, 'LT', '-' .. seq, '~' .. user)
    end
  end
  stored.texts, stored.ids, stored.seen = {}, {}, {}
end

-- Why an entry is not stored, or nothing. `opens`: it opens the direct room, so both count as members. `moment`: when
-- its sender may send again.
local function refusal(entry, sender, opens, moment)
  local user, target, at = entry.user, entry.target, call.at
  local one = sender.member or opens and { role = 'member', joined = 0, muted = 0 }
  if not one then
    return rare().outsider_refusal(room, keys.banned, user)
  end
  local mute = one.muted ~= 0 and rare().muted(keys.members, user, one, at)
  if mute then
    return mute
  end
  if not may_write(room.write, one.role, entry.writes) and (entry.what == 'message' or entry.what == 'edit') then
    return 'reader'
  end
  if entry.what ~= 'message' then
    local role = entry.erases and 'moderator' or sender.bot and 'member' or one.role
    local why = rare().unchangeable(keys, room, one, role, user, entry.what, target, entry.of, entry.content)
    if why then
      return why
    end
  elseif target < 0 or (room.kind ~= 'public' and not tonumber(entry.of) and target <= one.joined) then
    return 'unknown_id ' .. entry.of
  elseif target > room.head then
    return 'unknown ' .. digits(room.head)
  end
  if entry.named ~= '' and not opens then
    for mentioned in string.gmatch(entry.named, '%S+') do
      if redis.call('HEXISTS', keys.members, mentioned) == 0 then
        return 'stranger ' .. mentioned
      end
    end
  end
  if entry.bytes_wait ~= '0' then
    return 'user_bytes ' .. entry.bytes_wait
  end
  local size, per_ms = 128 + #entry.body + #entry.content + #entry.rest, room.per_ms
  local full = math.max(room.filled, at) + math.min(size, room.burst) / per_ms - at - room.burst / per_ms
  if full > 0 then
    return 'room_bytes ' .. digits(math.ceil(full))
  end
  -- A sender's next free moment (a token bucket as one number) is stored with their answers and expires with them. A
  -- `~` after it means that there may be a queue: without it, nothing more has to be read.
  local interval, burst = call.interval, call.burst
  if sender.bot then
    interval, burst = bot_interval, bot_burst
  end
  local free = string.sub(moment, -1) ~= '~' and math.max(at, math.min(tonumber(moment), at + burst * interval))
  if interval > 0 and free and free - at <= (burst - 1) * interval then
    call.noted[user] = digits(free + interval)
  elseif interval > 0 then
    local wait = rare().wait_in_queue(call, user, entry.cid, moment, interval, burst)
    if wait then
      return 'rate_limited ' .. digits(wait)
    end
  end
  room.filled = math.max(room.filled, at) + size / per_ms
  return nil
end

-- Gives an entry the next seq, stores it, and queues it to be published; returns its place, and whether others have to
-- be told its sender's cursors: they had not read all before it, or nobody was told before.
local function store(entry, sender)
  room.head = room.head + 1
  local user, what, seq, at = entry.user, entry.what, digits(room.head), call.at_text
  local message = what ~= 'message' and rare().entry_at(keys, entry.target)
  local only = message and message.only or (what ~= 'delete' and sender.blocked and user) or nil
  -- The event's members after its place in the log.
  local text, behind
  if message then
    stored.changed = true
    entry.body = '"of":' .. digits(entry.target) .. ',' .. entry.body
    text = entry.body .. (what == 'edit' and ',"text":' .. entry.content or '')
    if what == 'delete' and not only then
      stored.taken_back = math.max(stored.taken_back, entry.target)
    end
    stored.litter = stored.litter + rare().change(keys, room.name, message, user, what, entry.content, seq, at, only)
  else
    if entry.target > 0 then
      entry.rest = ',"reply":' .. digits(entry.target) .. entry.rest
    end
    local texts, ids = stored.texts, stored.ids
    texts[#texts + 1], texts[#texts + 2] = seq, entry.content
    ids[#ids + 1], ids[#ids + 2] = entry.key, seq
    room.count = room.count + (only and 0 or 1)
    if direct then
      -- The latest message for each of the two, or for the only one who sees it.
      local smaller, larger = two_of(room.name)
      local one, other = string.match(room.latest, '^(%d+),(%d+)$')
      room.latest = (only and only ~= smaller and one or seq) .. ',' .. (only and only ~= larger and other or seq)
      local first = redis.call('HSET', keys.pair, 'spoke:' .. user, seq) == 1
      sender.spoke = first and 'now' or sender.spoke or 'before'
    else
      room.latest = seq
    end
    behind = not sender.bot and ((sender.spoke == 'now' and room.count > 1)
      or (sender.read or tonumber(redis.call('ZSCORE', keys.read, user) or 0)) < room.head - 1)
    sender.read, stored.seen[user] = room.head, seq
    if entry.named ~= '' then
      rare().mention(keys.mentions, only and '' or entry.named, room.head, room.age)
    end
    text = entry.body .. entry.content .. entry.rest
  end
  local kind, place = what == 'unreact' and 'react' or what, place_text(room.epoch, seq, at)
  local head = digits(room.count) .. ' ' .. room.latest
  if only or entry.rest ~= '' then
    local fields = {}
    if entry.rest ~= '' then
      fields[1], fields[2] = 'r', entry.rest
    end
    if only then
      fields[#fields + 1], fields[#fields + 2] = 'v', only
    end
    redis.call('XADD', keys.log, seq .. '-0', kind, place .. entry.body, 'h', head, unpack(fields))
  else
    redis.call('XADD', keys.log, seq .. '-0', kind, place .. entry.body, 'h', head)
  end
  local before = '","room":"' .. room.name .. '",'
  local line = seq .. ' ' .. entry.left_out .. (only and ' ' .. only or '') .. '\t{"ev":"' .. kind .. before .. place
    .. text .. '}'
  if only then
    line = line .. '\t{"ev":"delete' .. before .. rare().instead({ id = seq, text = place .. entry.body }) .. '}'
  end
  stored.lines[#stored.lines + 1] = line .. '\n'
  if entry.context then
    stored.told = stored.told .. ' ' .. entry.context
  end
  return room.epoch .. ' ' .. seq .. ' ' .. at, behind
end

-- The answer to an entry: it is stored unless it was before, or is refused.
local function append(entry)
  if entry.what == 'erase' then
    entry.what, entry.erases = 'delete', true
  elseif entry.what == 'post' then
    entry.what, entry.writes = 'message', true
  elseif entry.what == 'amend' then
    entry.what, entry.writes = 'edit', true
  end
  local user, what = entry.user, entry.what
  -- Which message it answers or changes; -1 for an id that does not exist.
  local target = tonumber(entry.of)
  if what ~= 'message' or not target then
    write_beside()
    target = target or tonumber(redis.call('HGET', keys.ids, entry.of) or -1)
  end
  entry.target = target
  -- The answer that it got before, if it did, and when its sender may send again.
  local key, noted = user .. '.' .. entry.cid, call.noted
  entry.key = key
  local recent = redis.call('HMGET', call.known, key, user)
  local first = noted[key] or recent[1] or redis.call('HGET', call.older, key)
  local moment = noted[user] or recent[2] or call.lasts and redis.call('HGET', call.older, user) or '0'
  local sender = person(user)
  -- A user removed from a private room no longer sees it, whatever they sent to it before.
  if room.kind == 'private' and not sender.member then
    return 'not_found'
  end
  if first then
    return 'duplicate ' .. first
  end
  -- The members without this direct room on their list. It stays hidden for a user who has blocked the sender.
  local absent, opens = nil, false
  if direct and what == 'message' and not sender.at_hand then
    absent = {}
    for _, one in ipairs({ user, peer_of(keys.log, user) }) do
      local hides = redis.call('HEXISTS', keys.pair, 'hidden:' .. one) == 1 and (one == user or not sender.blocked)
      if hides or redis.call('HEXISTS', keys.members, one) == 0 then
        absent[#absent + 1] = one
      end
    end
    sender.at_hand, opens = #absent == 0, #absent > 0
  end
  if opens and entry.names == '' then
    return 'closed'
  end
  local why = refusal(entry, sender, opens, moment)
  local same = why and string.match(why, '^same (.*)$')
  if same then
    noted[key] = same
    return 'duplicate ' .. same
  elseif why then
    return why
  end
  if opens then
    rare().open_to(keys, room, room.name, absent, user, entry.names, room.head + 1)
    for _, one in ipairs(absent) do
      people[one] = nil
    end
    sender = person(user)
  end
  local place, behind = store(entry, sender)
  noted[key] = place
  return 'stored ' .. place .. (behind and ' caught-up' or '')
end

-- The main path. Its steps are no functions: creating one takes time in each call.

-- The room. A direct room is created where an entry opens it.
local answers = {}
room = open(keys.meta)
if not room then
  local opening = false
  for i, entry in ipairs(wanted) do
    opening = opening or entry.names ~= ''
    answers[i] = entry.what == 'message' and 'absent' or 'not_found'
  end
  if not opening then
    return answers
  end
  rare().make(keys.meta, 'direct', '')
  room = open(keys.meta)
end
direct = room.kind == 'direct'
room.name, room.age, room.per_ms, room.burst = name, age, room_bytes / 60000, room_burst
local at = now()

-- The bytes added to the room by all: a token bucket as one number, which a clock that steps back does not empty.
local fullest = at + room.burst / room.per_ms
local stepped_back = room.filled > fullest
room.filled = math.min(room.filled, fullest)

-- Two generations of answers: a cid is known for one to two windows. A new generation extends every expiry, so that not
-- every entry has to. A clock that steps back removes no answer.
local generation = math.max(room.generation, math.floor(at / window))
local begins = room.generation ~= generation
local known, older = keys.dedupe_0, keys.dedupe_1
if generation % 2 == 1 then
  known, older = older, known
end
if begins then
  -- Changes nothing, but needs memory: a full Redis refuses the first such write of a script, and only that one, so a
  -- deletion must not come before it.
  redis.call('HSET', keys.meta, 'generation', digits(room.generation))
  redis.call('DEL', known)
  if room.generation ~= generation - 1 then
    redis.call('DEL', older)
  end
end
-- `lasts`: a queue may be from before this generation began.
call = { at = at, at_text = digits(at), interval = interval, burst = burst, known = known, older = older, noted = {},
  lasts = at % window < LONGEST + PATIENCE + math.max(burst * interval, bot_burst * bot_interval) }

-- Append the entries, in order.
if traced ~= '' then
  for which, context in string.gmatch(traced, '(%d+):(%S+)') do
    wanted[tonumber(which)].context = context
  end
end
for i, entry in ipairs(wanted) do
  answers[i] = append(entry)
end

-- Remember the answers, which make a repeated entry a duplicate.
local notes = {}
for key, value in pairs(call.noted) do
  notes[#notes + 1], notes[#notes + 2] = key, value
end
if #notes > 0 then
  redis.call('HSET', known, unpack(notes))
  if begins then
    redis.call('PEXPIRE', known, digits(2 * window))
    redis.call('HSET', keys.meta, 'generation', digits(generation))
  end
end
write_beside()
local lines = stored.lines
if #lines == 0 then
  if stepped_back then
    redis.call('HSET', keys.meta, 'filled', string.format('%.3f', room.filled))
  end
  return answers
end

-- Trim: some reactions to deleted messages and, from time to time, the oldest entries, those over the limit or beyond
-- their age.
local litter = room.litter + stored.litter
if litter > 0 then
  litter = litter - rare().tidy(keys)
end
if room.head % 64 < #lines then
  litter = litter + rare().keep_within(keys, room, name, most, at - age)
end

-- The room's record, and the expiries.
redis.call('HSET', keys.meta, 'head', digits(room.head), 'count', digits(room.count), 'at', call.at_text, 'latest',
  room.latest, 'filled', string.format('%.3f', room.filled))
if litter ~= room.litter then
  redis.call('HSET', keys.meta, 'litter', digits(litter))
end
if begins or stored.changed then
  rare().keep_for(keys, age + window)
end

-- Publish the entries, and what follows from them.
redis.call('SPUBLISH', channel, 'log ' .. room.epoch .. ' ' .. call.at_text .. stored.told .. '\n'
  .. table.concat(lines, ''))
if stored.taken_back > 0 then
  rare().publish_unread_counts(keys, room, name, stored.taken_back)
end
-- A member who has written in a direct room for the first time appears online there from now on.
for user, sender in pairs(people) do
  if sender.spoke == 'now' then
    rare().show(keys, channel, user)
  end
end
return answers
