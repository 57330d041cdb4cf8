-- Appends entries to a room's log, each all or nothing: role, dedupe, fence, seq, store, publish. A direct room is
-- created with its first message.
-- KEYS meta, those of the log (five), members dedupe:0 dedupe:1 read mentions banned received pair online ids
-- ARGV channel, room, dedupe window ms, max entries kept, age kept ms, ms for each message of a user, burst, the room's
--      bytes a minute and burst bytes, the contexts of traced entries (`<which>:<context>` separated by blanks) or '';
--      then for each entry: user, cid, what ('message', 'edit', 'delete', 'react' or 'unreact'), excluded session or
--      '', the message that it answers or changes (its seq or id) or 0, mentioned users separated by blanks, body,
--      content (of a message `,"text":…,"data":…`, of an edit the text and of a reaction the emoji as a JSON string),
--      what follows it, to open a direct room the names of the user and the other and their topics, a line each, else
--      '', and ms until the user may add so many bytes, or 0.
-- Returns a text for each entry: "stored|duplicate epoch seq at", and then "caught-up" when the sender had not read
-- everything before it; or a refusal; 'absent' and 'closed' ask for names.
local meta, members, banned, pair = KEYS[1], KEYS[7], KEYS[12], KEYS[14]
local keys = kept_at(2)
keys.members, keys.read, keys.mentions, keys.received = members, KEYS[10], KEYS[11], KEYS[13]
keys.pair, keys.online, keys.ids = pair, KEYS[15], KEYS[16]
local channel, name, window = ARGV[1], ARGV[2], tonumber(ARGV[3])
local most, age = tonumber(ARGV[4]), tonumber(ARGV[5])
local interval, burst = tonumber(ARGV[6]), tonumber(ARGV[7])
local room_per_ms, room_burst = tonumber(ARGV[8]) / 60000, tonumber(ARGV[9])
local FIRST, WIDTH = 11, 11

-- Functions that most entries do not need are created on first use: creating one takes time in each call.
local made
local function seldom()
  made = made or make_seldom()
  return made
end

local room = open(meta)
local answers, opening = {}, false
for i = FIRST, #ARGV, WIDTH do
  opening = opening or ARGV[i + 9] ~= ''
  answers[#answers + 1] = ARGV[i + 2] == 'message' and 'absent' or 'not_found'
end
if not room and not opening then
  return answers
end
local at = now()
local at_text = digits(at)
if not room then
  make(meta, 'direct', '')
  room = open(meta)
end
answers = {}
local direct = room.kind == 'direct'

-- Two generations of answers: a cid is known for one to two windows. A new generation extends every expiry, so that not
-- every entry has to.
-- A clock that steps back removes no answer.
local generation = math.max(room.generation, math.floor(at / window))
local begins = room.generation ~= generation
local known, older = KEYS[8 + generation % 2], KEYS[9 - generation % 2]
if begins then
  redis.call('DEL', known)
  if room.generation ~= generation - 1 then
    redis.call('DEL', older)
  end
end

-- What to remember of these entries, by name; it is written at the end.
local noted = {}

-- State of the sender's places in a queue (lib/rate-queue.lua), which may be from before this generation began.
local rate = { at = at, interval = interval, burst = burst, known = known, older = older, noted = noted,
  lasts = at % window < LONGEST + PATIENCE + burst * interval }

-- Milliseconds that the sender has to wait with this entry, or nil. Their next free moment (a token bucket as one
-- number) is stored with their answers and expires with them. A `~` after it means that there may be a queue: without
-- it, nothing more has to be read.
local function wait_for(user, cid, moment)
  if string.sub(moment, -1) ~= '~' then
    local free = math.max(at, math.min(tonumber(moment), at + burst * interval))
    if free - at <= (burst - 1) * interval then
      noted[user] = digits(free + interval)
      return nil
    end
  end
  return seldom().wait_in_queue(rate, user, cid, moment)
end

-- The senders of this call: whether the other member of a direct room has blocked them, and what is found out later.
-- Nothing else changes it meanwhile, so it is read once.
local people = {}
local function person(user)
  local one = people[user]
  if not one then
    one = { blocked = direct and blocked(pair, user) }
    people[user] = one
  end
  return one
end

-- The members without this direct room on their list. It stays hidden for a user who has blocked the sender.
local function away(user)
  local found, sender = {}, person(user)
  if not sender.at_hand then
    for _, one in ipairs({ user, peer_of(keys.log, user) }) do
      local hides = redis.call('HEXISTS', pair, 'hidden:' .. one) == 1 and (one == user or not sender.blocked)
      if hides or redis.call('HEXISTS', members, one) == 0 then
        found[#found + 1] = one
      end
    end
    sender.at_hand = #found == 0
  end
  return found
end

-- A sender's membership, or false.
local function membership(user)
  local sender = person(user)
  if sender.member == nil then
    local text = redis.call('HGET', members, user)
    sender.member = text and not is_banned(banned, user) and member(text)
  end
  return sender.member
end

-- A user removed from a private room no longer sees it, whatever they sent to it before.
local function invisible(user)
  return room.kind == 'private' and not membership(user) and 'not_found'
end

-- The bytes added to the room by all: a token bucket as one number, which a clock that steps back does not empty.
local room_whole = room_burst / room_per_ms
local stepped_back = room.filled > at + room_whole
room.filled = math.min(room.filled, at + room_whole)
local function room_wait(size)
  return math.max(room.filled, at) + math.min(size, room_burst) / room_per_ms - at - room_whole
end

-- `opens`: the entry opens the direct room, so both count as members.
local function refusal(user, cid, of, name_of, named, what, said, opens, size, bytes_wait, moment)
  local one = membership(user) or opens and { role = 'member', joined = 0, muted = 0 }
  if not one then
    return stranger(room, banned, user)
  end
  local mute = one.muted ~= 0 and muted(members, user, one, at)
  if mute then
    return mute
  end
  if what ~= 'message' then
    local why = seldom().unchangeable(keys, room, one, user, what, of, name_of, said)
    if why then
      return why
    end
  elseif of < 0 or (room.kind ~= 'public' and not tonumber(name_of) and of <= one.joined) then
    return 'unknown_id ' .. name_of
  elseif of > room.head then
    return 'unknown ' .. digits(room.head)
  end
  for mentioned in string.gmatch(named, '%S+') do
    if not opens and redis.call('HEXISTS', members, mentioned) == 0 then
      return 'stranger ' .. mentioned
    end
  end
  if bytes_wait ~= '0' then
    return 'user_bytes ' .. bytes_wait
  end
  local full = room_wait(size)
  if full > 0 then
    return 'room_bytes ' .. digits(math.ceil(full))
  end
  local wait = interval > 0 and wait_for(user, cid, moment)
  if wait then
    return 'rate_limited ' .. digits(wait)
  end
  room.filled = math.max(room.filled, at) + size / room_per_ms
  return nil
end

local lines, litter, changed, taken_back = {}, 0, false, 0

-- What messages write beside the log is written at once: before it is read, and at the end. Alternating names and
-- values, and each user's cursor.
local texts, ids, seen = {}, {}, {}
local function write_beside()
  if #texts == 0 then
    return
  end
  redis.call('HSET', keys.texts, unpack(texts))
  redis.call('HSET', keys.ids, unpack(ids))
  for user, seq in pairs(seen) do
    redis.call('ZADD', keys.read, 'GT', seq, user)
    redis.call('ZADD', keys.received, 'GT', seq, user)
  end
  texts, ids, seen = {}, {}, {}
end

-- A member who has written in a direct room appears online there from then on.
local first_words = {}

-- Contexts of stored entries that are traced, for those who deliver them: after the time, a word each.
local contexts, told = {}, ''
for which, context in string.gmatch(ARGV[10], '(%d+):(%S+)') do
  contexts[tonumber(which)] = context
end

local function event(what, place, body)
  return '{"ev":"' .. what .. '","room":"' .. name .. '",' .. place .. body .. '}'
end

-- Sets the latest message, for all or for the only user who sees it.
local function latest_is(seq, only)
  local smaller, larger = two_of(name)
  if not smaller then
    room.latest = seq
  else
    local one, other = string.match(room.latest, '^(%d+),(%d+)$')
    room.latest = (only and only ~= smaller and one or seq) .. ',' .. (only and only ~= larger and other or seq)
  end
end

-- Stores an entry and queues it to be published; returns its place, and whether its sender had not read all before it.
local function store(user, cid, what, left_out, of, named, body, said, rest)
  room.head = room.head + 1
  local seq, kind = digits(room.head), what == 'unreact' and 'react' or what
  local entry = what ~= 'message' and seldom().entry_at(keys, of)
  local sender = person(user)
  local only = entry and entry.only or (what ~= 'delete' and sender.blocked and user) or nil
  local behind = false
  local text = body
  if what == 'message' then
    if of > 0 then
      rest = ',"reply":' .. digits(of) .. rest
    end
    text = body .. said .. rest
    texts[#texts + 1], texts[#texts + 2] = seq, said
    ids[#ids + 1], ids[#ids + 2] = user .. '.' .. cid, seq
    room.count = room.count + (only and 0 or 1)
    latest_is(seq, only)
    if direct and not sender.spoke and redis.call('HSETNX', pair, 'spoke:' .. user, '1') == 1 then
      first_words[#first_words + 1] = user
    end
    sender.spoke = true
    behind = (sender.read or tonumber(redis.call('ZSCORE', keys.read, user) or 0)) < room.head - 1
    sender.read, seen[user] = room.head, seq
    if named ~= '' then
      seldom().mention(keys.mentions, only and '' or named, room.head, age)
    end
  else
    changed = true
    body = '"of":' .. digits(of) .. ',' .. body
    text = body
    if what == 'edit' then
      text = body .. ',"text":' .. said
    elseif what == 'delete' then
      taken_back = math.max(taken_back, only and 0 or of)
    end
    litter = litter + seldom().change(keys, name, entry, user, what, said, seq, at_text, only)
  end
  local head, place = digits(room.count) .. ' ' .. room.latest, place_text(room.epoch, seq, at_text)
  local fields = { kind, place .. body, 'h', head }
  if rest ~= '' then
    fields[5], fields[6] = 'r', rest
  end
  if only then
    fields[#fields + 1], fields[#fields + 2] = 'v', only
  end
  redis.call('XADD', keys.log, seq .. '-0', unpack(fields))
  local line = seq .. ' ' .. left_out .. (only and ' ' .. only or '') .. '\t' .. event(kind, place, text)
  if only then
    line = line .. '\t' .. event('delete', '', seldom().instead({ id = seq, text = place .. body }))
  end
  lines[#lines + 1] = line .. '\n'
  return room.epoch .. ' ' .. seq .. ' ' .. at_text, behind
end

for i = FIRST, #ARGV, WIDTH do
  local user, cid, what, left_out, word = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  local of = tonumber(word)
  if what ~= 'message' or not of then
    write_beside()
    of = of or tonumber(redis.call('HGET', keys.ids, word) or -1)
  end
  local named, body, said, rest, names = ARGV[i + 5], ARGV[i + 6], ARGV[i + 7], ARGV[i + 8], ARGV[i + 9]
  local key = user .. '.' .. cid
  local recent = redis.call('HMGET', known, key, user)
  local first = noted[key] or recent[1] or redis.call('HGET', older, key)
  local moment = noted[user] or recent[2] or rate.lasts and redis.call('HGET', older, user) or '0'
  local absent = direct and what == 'message' and not first and away(user) or {}
  local answer = invisible(user)
  if answer then
    absent = {}
  elseif first then
    answer = 'duplicate ' .. first
  elseif #absent > 0 and names == '' then
    answer = 'closed'
  else
    answer = refusal(user, cid, of, word, named, what, said, #absent > 0, 128 + #body + #said + #rest, ARGV[i + 10],
      moment)
  end
  local same = answer and string.match(answer, '^same (.*)$')
  if same then
    noted[key] = same
    answer = 'duplicate ' .. same
  elseif not answer then
    if #absent > 0 then
      seldom().open_to(keys, room, name, absent, user, names, room.head + 1)
      for _, one in ipairs(absent) do
        person(one).member = nil
      end
    end
    local place, behind = store(user, cid, what, left_out, of, named, body, said, rest)
    noted[key] = place
    answer = 'stored ' .. place .. (behind and ' caught-up' or '')
    local context = contexts[#answers + 1]
    told = told .. (context and ' ' .. context or '')
  end
  answers[#answers + 1] = answer
end

local notes = {}
for key, value in pairs(noted) do
  notes[#notes + 1], notes[#notes + 2] = key, value
end
if #notes > 0 then
  redis.call('HSET', known, unpack(notes))
  if begins then
    redis.call('PEXPIRE', known, digits(2 * window))
    redis.call('HSET', meta, 'generation', digits(generation))
  end
end
write_beside()
if stepped_back and #lines == 0 then
  redis.call('HSET', meta, 'filled', string.format('%.3f', room.filled))
end
if #lines > 0 then
  local swept = room.swept
  litter = room.litter + litter
  if litter > 0 then
    litter = litter - seldom().tidy(keys)
  end
  -- From time to time the oldest entries are checked: those over the limit or beyond their age are trimmed.
  if room.head % 64 < #lines then
    litter = litter + seldom().keep_within(keys, room, name, most, at - age)
  end
  redis.call('HSET', meta, 'head', digits(room.head), 'count', digits(room.count), 'at', at_text, 'latest', room.latest,
    'filled', string.format('%.3f', room.filled))
  if swept ~= room.swept or litter ~= room.litter then
    redis.call('HSET', meta, 'swept', digits(room.swept), 'litter', digits(litter))
  end
  if begins or changed then
    local kept = digits(age + window)
    -- A key that is never empty is never recreated without an expiry.
    redis.call('HSETNX', keys.texts, '', '')
    redis.call('HSETNX', keys.ids, '', '')
    for _, key in ipairs({ keys.log, keys.texts, keys.forms, keys.reactions, keys.deleted, keys.ids }) do
      redis.call('PEXPIRE', key, kept)
    end
  end
  redis.call('SPUBLISH', channel, 'log ' .. room.epoch .. ' ' .. at_text .. told .. '\n' .. table.concat(lines, ''))
  if taken_back > 0 then
    seldom().tell_fewer(keys, room, name, taken_back)
  end
  for _, user in ipairs(first_words) do
    seldom().show(keys, channel, user)
  end
end
return answers
