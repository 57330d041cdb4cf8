-- Appends entries to a room's log, all or nothing for each: role, dedupe, fence, seq, store, publish. A direct room
-- comes into being with its first message.
-- KEYS meta log members dedupe:0 dedupe:1 read mentions banned received changes gone pair
-- ARGV channel, room, dedupe window ms, entries kept, age kept ms, ms for each message of a user, burst, the contexts
--      of traced entries (`<which>:<context>` with blanks between) or ''; then for each entry: user, cid, what
--      ('message', 'edit', 'delete', 'react' or 'unreact'), session left out or '', seq it answers or changes or 0,
--      mentioned users with blanks between, body, the new text or the emoji as a JSON string or '', and to open a
--      direct room the names of the user and the other and their topics, a line each, else ''.
-- For each entry one text: "stored|duplicate epoch seq at", and then "caught-up" when the sender had not read
-- everything before it; or a refusal; 'absent' and 'closed' ask for names.
local meta, log, members, read, mentions, banned = KEYS[1], KEYS[2], KEYS[3], KEYS[6], KEYS[7], KEYS[8]
local received, pair = KEYS[9], KEYS[12]
local keys = { log = log, changes = KEYS[10], gone = KEYS[11] }
local channel, name, window = ARGV[1], ARGV[2], tonumber(ARGV[3])
local most, age = ARGV[4], tonumber(ARGV[5])
local interval, burst = tonumber(ARGV[6]), tonumber(ARGV[7])
local FIRST, WIDTH = 9, 9

local room = open(meta)
local answers, opening = {}, false
for i = FIRST, #ARGV, WIDTH do
  opening = opening or ARGV[i + 8] ~= ''
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

-- Two generations of answers: a cid is known for one to two windows. With a generation everything that ends by itself
-- is prolonged, so that it need not be with each entry.
local generation = math.floor(at / window)
local begins = room.generation ~= generation
local known, older = KEYS[4 + generation % 2], KEYS[5 - generation % 2]
if begins then
  redis.call('DEL', known)
  if room.generation ~= generation - 1 then
    redis.call('DEL', older)
  end
end

-- What is to be known of these entries: names and values by turns, to be written at the end, and by name.
local notes, noted = {}, {}
local function note(key, value)
  notes[#notes + 1], notes[#notes + 2] = key, value
  noted[key] = value
end

-- Who has to wait for the message rate is given a place, so that messages that are sent again each at its `after` are
-- stored in the order in which they were refused (protocol.md section 2). A place is good for PATIENCE behind its moment.
-- A queue whose places nobody takes for that long is given up, since its sender is gone. It has at most MOST places;
-- whoever comes then is told when it ends.
local PATIENCE, LONGEST, EARLY = 10000, 120000, 25
local MOST = math.min(600, math.floor(LONGEST / interval))

-- What was noted of these in this generation, or just before it began, which a queue may outlast.
local function recalled(fields)
  local found = redis.call('HMGET', known, unpack(fields))
  local fresh = at % window < LONGEST + PATIENCE + burst * interval
  local former = fresh and redis.call('HMGET', older, unpack(fields)) or {}
  for i, field in ipairs(fields) do
    found[i] = noted[field] or found[i] or former[i] or ''
  end
  return found
end

-- Milliseconds that the sender has to wait with this entry, or nil. Beside their answers, and ending with them, stand
-- their next free moment (a token bucket as one number); at `<user>~` the queue: since when, places given, the last one
-- taken, when it last moved, and whether it is full; at `<user>~<cid>` a place: of which queue, its number and moment.
local function wait_for(user, cid)
  local queue, place = user .. '~', user .. '~' .. cid
  local found = recalled({ user, queue, place })
  local since, given, taken, moved, full = string.match(found[2], '^(%d+) (%d+) (%d+) (%d+)(.*)$')
  given, taken, moved = tonumber(given or 0), tonumber(taken or 0), tonumber(moved or 0)
  local free = math.min(tonumber(found[1]) or 0, at + (burst + MOST) * interval)
  local left = at > moved + PATIENCE or moved > at + LONGEST
  local waiting = given > taken and not left
  if given > taken and left then
    free = math.min(free, moved + burst * interval)
    full = ''
    note(queue, '')
  end
  free = math.max(free, at)
  local of, number, due = string.match(found[3], '^(%d+) (%d+) (%d+)$')
  due = tonumber(due or 0)
  if of and of == since and not left and at <= due + PATIENCE then
    if at < due - EARLY then
      return due - at
    end
    redis.call('HDEL', known, place)
    note(queue, table.concat({ since, digits(given), digits(math.max(taken, tonumber(number))), at_text }, ' ') .. full)
    return nil
  end
  local wait = math.ceil(math.max(free - at - (burst - 1) * interval, waiting and interval or 0))
  if wait <= 0 then
    note(user, digits(free + interval))
    if full and full ~= '' then
      note(queue, '')
    end
    return nil
  end
  if not waiting and (full or '') == '' then
    since, given, taken, moved, full = at_text, 0, 0, at + wait, ''
  end
  if full ~= '' or given - taken >= MOST then
    note(queue, table.concat({ since, digits(given), digits(taken), digits(moved), 'full' }, ' '))
    return wait
  end
  note(user, digits(at + wait + burst * interval))
  note(queue, table.concat({ since, digits(given + 1), digits(taken), digits(moved) }, ' '))
  note(place, table.concat({ since, digits(given + 1), digits(at + wait) }, ' '))
  return wait
end

-- Whether the other one in this direct room has blocked the user.
local function blocked(user)
  return room.kind == 'direct' and redis.call('HEXISTS', pair, 'blocked:' .. user) == 1
end

-- Who of the two does not have this direct room on his list. One who has blocked the user is not bothered with it.
local function away(user)
  local found = {}
  for _, one in ipairs({ user, peer_of(log, user) }) do
    local hides = redis.call('HEXISTS', pair, 'hidden:' .. one) == 1 and (one == user or not blocked(user))
    if hides or redis.call('HEXISTS', members, one) == 0 then
      found[#found + 1] = one
    end
  end
  return found
end

-- Opens a direct room to those who were away, and tells their devices with which seq it begins for them. To one who
-- has blocked the user it stays hidden.
local function open_to(found, user, names, seq)
  local own_name, others_name, own_topic, others_topic = string.match(names, '^(.-)\n(.-)\n(.-)\n(.-)$')
  for _, one in ipairs(found) do
    local called = one == user and own_name or others_name
    write_member(members, one, { role = 'member', joined = 0, muted = 0, name = called })
    redis.call('ZADD', read, 'NX', digits(room.head), one)
    redis.call('ZADD', received, 'NX', digits(room.head), one)
    if one ~= user and blocked(user) then
      redis.call('HSET', pair, 'hidden:' .. one, '1')
    else
      redis.call('HDEL', pair, 'hidden:' .. one)
      redis.call('PUBLISH', one == user and own_topic or others_topic,
        'opened ' .. name .. ' ' .. room.epoch .. ' ' .. digits(seq))
    end
  end
end

-- Whoever is put out of a private room does not see it any more, whatever he said in it before.
local function invisible(user)
  return room.kind == 'private' and redis.call('HEXISTS', members, user) == 0 and 'not_found'
end

-- `opens`: the direct room is opened by it, so both are as good as members.
local function refusal(user, cid, reply, named, what, word, opens)
  local text = redis.call('HGET', members, user) or opens and 'member 0 0 0 '
  if not text or is_banned(banned, user) then
    return stranger(room, banned, user)
  end
  local one = member(text)
  if one.muted < 0 then
    return 'muted'
  end
  if one.muted > at then
    return 'muted ' .. digits(one.muted - at)
  end
  if what ~= 'message' then
    local message = message_at(keys, reply, floor_of(room, one), user)
    local why = unchangeable(keys, message, one.role, user, what, reply, word)
    if why then
      return why
    end
  elseif reply > room.head then
    return 'unknown ' .. digits(room.head)
  end
  for mentioned in string.gmatch(named, '%S+') do
    if not opens and redis.call('HEXISTS', members, mentioned) == 0 then
      return 'stranger ' .. mentioned
    end
  end
  local wait = interval > 0 and wait_for(user, cid)
  return wait and 'rate_limited ' .. digits(wait)
end

local lines, changed = {}, false

-- Of those traced that are stored, for whoever tells them on: behind the time, a word each.
local contexts, told = {}, ''
for which, context in string.gmatch(ARGV[8], '(%d+):(%S+)') do
  contexts[tonumber(which)] = context
end

local function event(what, place, body)
  return '{"ev":"' .. what .. '","room":"' .. name .. '",' .. place .. body .. '}'
end

-- Gives an entry its place and tells all pods; answers the place, and whether its sender had not read all before it.
local function store(user, what, left_out, of, named, body, word)
  room.head = room.head + 1
  local seq = digits(room.head)
  local entry = what ~= 'message' and redis.call('XRANGE', log, digits(of), digits(of))[1]
  local only = entry and extra(entry, 'v') or (what ~= 'delete' and blocked(user) and user)
  local behind = false
  local fields = { 'e', room.epoch, 't', at_text, 'n', '', 'k', what == 'unreact' and 'react' or what, 'b', body }
  if what == 'message' then
    room.count = room.count + (only and 0 or 1)
    behind = tonumber(redis.call('ZSCORE', read, user) or 0) < room.head - 1
    redis.call('ZADD', read, 'GT', seq, user)
    redis.call('ZADD', received, 'GT', seq, user)
    for one in string.gmatch(only and '' or named, '%S+') do
      mention(mentions, one, room.head)
    end
    if named ~= '' then
      redis.call('PEXPIRE', mentions, digits(age))
    end
  else
    changed = true
    if what == 'delete' then
      forget_mentions(mentions, of, of + 1)
    end
    local before = change(keys, name, entry, user, what, word, seq, at_text, only)
    if before then
      fields[#fields + 1], fields[#fields + 2] = 'p', before
    end
  end
  if only then
    fields[#fields + 1], fields[#fields + 2] = 'v', only
  end
  fields[6] = digits(room.count)
  redis.call('XADD', log, seq .. '-0', unpack(fields))
  local place = '"epoch":"' .. room.epoch .. '","seq":' .. seq .. ',"at":' .. at_text .. ','
  local line = seq .. ' ' .. left_out .. (only and ' ' .. only or '') .. '\t' .. event(fields[8], place, body)
  if only then
    line = line .. '\t' .. '{"ev":"delete","room":"' .. name .. '",' .. instead({ seq, fields }) .. '}'
  end
  lines[#lines + 1] = line .. '\n'
  return room.epoch .. ' ' .. seq .. ' ' .. at_text, behind
end

for i = FIRST, #ARGV, WIDTH do
  local user, cid, what, left_out, of = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], tonumber(ARGV[i + 4])
  local named, body, word, names = ARGV[i + 5], ARGV[i + 6], ARGV[i + 7], ARGV[i + 8]
  local key = user .. '.' .. cid
  local first = noted[key] or redis.call('HGET', known, key) or redis.call('HGET', older, key)
  local absent = room.kind == 'direct' and what == 'message' and not first and away(user) or {}
  local answer = invisible(user)
  if answer then
    absent = {}
  elseif first then
    answer = 'duplicate ' .. first
  elseif #absent > 0 and names == '' then
    answer = 'closed'
  else
    answer = refusal(user, cid, of, named, what, word, #absent > 0)
  end
  local same = answer and string.match(answer, '^same (.*)$')
  if same then
    note(key, same)
    answer = 'duplicate ' .. same
  elseif not answer then
    if #absent > 0 then
      open_to(absent, user, names, room.head + 1)
    end
    local place, behind = store(user, what, left_out, of, named, body, word)
    note(key, place)
    answer = 'stored ' .. place .. (behind and ' caught-up' or '')
    local context = contexts[#answers + 1]
    told = told .. (context and ' ' .. context or '')
  end
  answers[#answers + 1] = answer
end

if #notes > 0 then
  redis.call('HSET', known, unpack(notes))
  if begins then
    redis.call('PEXPIRE', known, digits(2 * window))
    redis.call('HSET', meta, 'generation', digits(generation))
  end
end
if #lines > 0 then
  redis.call('HSET', meta, 'head', digits(room.head), 'count', digits(room.count), 'at', at_text)
  local kept = digits(age + window)
  if begins then
    redis.call('PEXPIRE', log, kept)
  end
  if begins or changed then
    redis.call('PEXPIRE', keys.changes, kept)
    redis.call('PEXPIRE', keys.gone, kept)
  end
  local trimmed = 0
  -- Now and then the old end is looked at: what is too much, and what is beyond its age, goes.
  if room.head % 64 < #lines then
    trimmed = redis.call('XTRIM', log, 'MAXLEN', '~', most)
    local first = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
    if first and tonumber(first[2][4]) < at - age then
      local cut = nil
      for _, entry in ipairs(redis.call('XRANGE', log, '-', '+', 'COUNT', 128)) do
        if tonumber(entry[2][4]) >= at - age then
          break
        end
        cut = seq_of(entry) + 1
      end
      trimmed = trimmed + redis.call('XTRIM', log, 'MINID', digits(cut))
      first = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
    end
    if first then
      forget_mentions(mentions, 0, seq_of(first))
    end
  end
  if trimmed > 0 then
    trim_changes(keys)
  end
  redis.call('SPUBLISH', channel, 'log ' .. room.epoch .. ' ' .. at_text .. told .. '\n' .. table.concat(lines, ''))
end
return answers
