-- Reads a room's log: its entries in order and without a gap, and each message as it is now. The content is stored
-- beside the log, once for each message: a stream entry cannot be changed, and what is deleted from one stays in its
-- bytes. Functions take the keys as { log, texts, forms, reactions, deleted }.

-- A stream entry is its id, "seq-0", and { kind, text, h, head }, followed where they apply by r, what follows the
-- content, and v, the only user who sees it. The text is the JSON members of the event from its place in the log up to
-- the content, so that a thousand of them are sent without being built. The head is "count latest": the running count
-- of messages, and the seq of the latest message so far, this one included; in a direct room that of the smaller id and
-- that of the larger, with a comma between.
local function read_entry(raw)
  local fields = raw[2]
  local entry = { id = string.sub(raw[1], 1, -3), kind = fields[1], text = fields[2], head = fields[4] }
  if fields[5] then
    for i = 5, #fields, 2 do
      entry[fields[i] == 'r' and 'rest' or 'only'] = fields[i + 1]
    end
  end
  return entry
end

local function seq_of(entry)
  return tonumber(entry.id)
end

local function count_of(entry)
  return tonumber(string.match(entry.head, '^%d+'))
end

local function latest_of(entry)
  return string.match(entry.head, '%S+$')
end

-- Epoch and time of an entry.
local function place_of(entry)
  return string.match(entry.text, '^"epoch":"([^"]*)","seq":%d+,"at":(%d+)')
end

-- The next `count` entries from seq `low` to `high` (nil for the end); in descending order when `down`.
local function entries(keys, low, high, count, down)
  local first, last = digits(low), high and digits(high) or '+'
  local found = down and redis.call('XREVRANGE', keys.log, last, first, 'COUNT', count)
    or redis.call('XRANGE', keys.log, first, last, 'COUNT', count)
  for i, raw in ipairs(found) do
    found[i] = read_entry(raw)
  end
  return found
end

local function entry_at(keys, seq)
  return entries(keys, seq, seq, 1, false)[1]
end

-- The oldest entry that is kept.
local function oldest(keys)
  return entries(keys, 0, nil, 1, false)[1]
end

-- Where the JSON string ends that begins with the quotation mark at `from`.
local function string_end(text, from)
  local at = from
  repeat
    at = string.find(text, '["\\]', at + 1)
    local escape = string.sub(text, at, at) == '\\'
    if escape then
      at = at + 1
    end
  until not escape
  return at
end

local function sender_of(entry)
  return string.match(entry.text, '"id":"([a-z0-9]+)%.')
end

-- The seq of the message of an edit.
local function message_of(entry)
  return string.match(entry.text, ',"of":(%d+)')
end

-- Replaces the text of a content, `,"text":…,"data":…` with at least one of them; `text` is a JSON string.
local function in_words(words, text)
  local rest = 1
  if string.sub(words, 1, 8) == ',"text":' then
    rest = string_end(words, 9) + 1
  end
  return ',"text":' .. text .. string.sub(words, rest)
end

-- Only the sender sees entries sent while the other blocks them.
local function hidden(entry, user)
  return user and entry.only and entry.only ~= user
end

-- Whether an entry counts as a message: what only its sender sees is unread by nobody.
local function counts(entry)
  return entry.kind == 'message' and not entry.only
end

-- What replaces an entry for those who do not see it: a message deleted at once, which keeps its seq.
local function instead(entry)
  local epoch, at = place_of(entry)
  local from = string.find(entry.text, '"id":', 1, true)
  local _, name = string.find(entry.text, '"from":{"id":"[^"]*","name":"', from)
  return place_text(epoch, entry.id, at) .. '"of":' .. entry.id .. ','
    .. string.sub(entry.text, from, string.find(entry.text, '}', string_end(entry.text, name), true))
end

-- An entry as `user` would have received it (nil for a user who sees all): its kind, a blank, and its JSON members from
-- its place in the log on. `words` is its content, nil if deleted.
local function event_of(entry, words, user)
  if hidden(entry, user) then
    return 'delete ' .. instead(entry)
  elseif words then
    return entry.kind .. ' ' .. entry.text .. words .. (entry.rest or '')
  elseif entry.kind == 'message' or entry.kind == 'edit' then
    return entry.kind .. ' ' .. entry.text .. (entry.rest or '') .. ',"deleted":true'
  end
  return entry.kind .. ' ' .. entry.text
end

-- Values of many fields of a hash; missing ones are false.
local function values(key, fields)
  return #fields > 0 and redis.call('HMGET', key, unpack(fields)) or {}
end

-- Only the text of a content: an edit has no data.
local function text_of(words)
  return words and string.sub(words, 1, string_end(words, 9))
end

-- The content of these entries, in order: of a message its own, of an edit the present content of its message. Returns
-- nil when the message of an edit was trimmed, so that its content is unknown.
local function words_of(keys, room, some, user)
  local fields, own, index, direct, last = {}, {}, {}, room.kind == 'direct', 0
  for i, entry in ipairs(some) do
    local of = entry.kind == 'message' and entry.id or entry.kind == 'edit' and message_of(entry)
    if of then
      last = last + 1
      fields[last], index[i] = of, last
      if direct then
        own[last] = of .. ' ' .. (entry.only or user or '-')
      end
    end
  end
  local texts, owns = values(keys.texts, fields), values(keys.texts, own)
  local words, known = {}, {}
  for i, entry in ipairs(some) do
    local at = index[i]
    if at then
      words[i] = owns[at] or texts[at] or nil
      if entry.kind == 'edit' then
        words[i] = text_of(words[i])
        local of = fields[at]
        if not words[i] and known[of] == nil then
          known[of] = entry_at(keys, of) ~= nil
        end
        if not words[i] and not known[of] then
          return nil
        end
      end
    end
  end
  return words
end

-- The changes of a message are in `forms` under its seq: "edited-at last-change", then a line "emoji\tcount" for each
-- reaction, the emoji as a JSON string. `reactions` holds who reacted, as "field\temoji\tuser".
local function form_of(field, text)
  local edited, latest, rest = string.match(text or '0 0\n', '^(%d+) (%d+)\n(.*)$')
  local form = { field = field, edited = edited, latest = latest, kinds = {} }
  for emoji, count in string.gmatch(rest, '([^\t\n]+)\t(%d+)\n') do
    form.kinds[#form.kinds + 1] = { emoji = emoji, count = tonumber(count) }
  end
  return form
end

local function form_text(form)
  local lines = { form.edited .. ' ' .. form.latest .. '\n' }
  for _, kind in ipairs(form.kinds) do
    lines[#lines + 1] = kind.emoji .. '\t' .. digits(kind.count) .. '\n'
  end
  return table.concat(lines)
end

local function reaction(field, emoji, user)
  return field .. '\t' .. emoji .. '\t' .. user
end

-- Which of these reactions exist, for all forms at once.
local function reactions_of(keys, forms, user)
  local wanted, mine = {}, {}
  for _, form in ipairs(forms) do
    for _, kind in ipairs(form.kinds) do
      wanted[#wanted + 1] = reaction(form.field, kind.emoji, user)
    end
  end
  if #wanted > 0 then
    for i, score in ipairs(redis.call('ZMSCORE', keys.reactions, unpack(wanted))) do
      mine[wanted[i]] = score and true or nil
    end
  end
  return mine
end

-- A message in a list, as it is now for `user`.
local function listed(entry, words, form, mine, user)
  if not words then
    return entry.text .. (entry.rest or '') .. ',"deleted":true'
  end
  local text = entry.text .. words .. (entry.rest or '')
  if form and form.edited ~= '0' then
    text = text .. ',"edited":' .. form.edited
  end
  local reactions = {}
  for i, kind in ipairs(form and form.kinds or {}) do
    reactions[i] = kind.emoji .. ':{"count":' .. digits(kind.count) .. ',"mine":'
      .. tostring(mine[reaction(form.field, kind.emoji, user)] or false) .. '}'
  end
  if #reactions > 0 then
    text = text .. ',"reactions":{' .. table.concat(reactions, ',') .. '}'
  end
  return text
end

-- In a direct room a blocked user has their own form of what they changed, under "seq user".
local function forms_for(keys, room, found, user)
  local seqs, own, forms = {}, {}, {}
  for i, entry in ipairs(found) do
    seqs[i] = entry.id
    own[i] = seqs[i] .. ' ' .. user
  end
  local common = values(keys.forms, seqs)
  local mine = room.kind == 'direct' and values(keys.forms, own) or {}
  for i in ipairs(found) do
    forms[i] = form_of(mine[i] and own[i] or seqs[i], mine[i] or common[i] or nil)
  end
  return forms
end

-- The seq of the latest message that `user` saw when an entry was stored, that one included.
local function latest_for(latest, log, user)
  local smaller, larger = string.match(latest, '^(%d+),(%d+)$')
  if not smaller then
    return tonumber(latest)
  end
  return tonumber(string.match(log, '{d:([a-z0-9]+):') == user and smaller or larger)
end

local function is_message_for(entry, user)
  return entry.kind == 'message' and not hidden(entry, user)
end

-- Entries read after a leap; doubled each time that messages followed.
local STEP = 2

-- The last `most` + 1 messages up to `high`, in descending order. Entries that are no messages are skipped in one leap.
local function messages_down(keys, user, low, high, most)
  local found, step = {}, most + 1
  while #found <= most and high >= low do
    local some = entries(keys, low, high, step, true)
    for _, entry in ipairs(some) do
      if #found <= most and is_message_for(entry, user) then
        found[#found + 1] = entry
      end
    end
    local last = some[#some]
    if #some < step then
      break
    end
    high, step = seq_of(last) - 1, math.min(most + 1, 2 * step)
    if not is_message_for(last, user) then
      high, step = math.min(high, latest_for(latest_of(last), keys.log, user)), STEP
    end
  end
  return found
end

-- The seq of the first message after an entry that is none; `newest` is the last message there is.
local function next_message(keys, entry, user, newest)
  local before = latest_for(latest_of(entry), keys.log, user)
  local function beyond(seq)
    local one = entries(keys, seq, nil, 1, false)[1]
    return not one or latest_for(latest_of(one), keys.log, user) > before
  end
  local low, high, leap = seq_of(entry) + 1, newest, 8
  while low + leap < high and not beyond(low + leap) do
    low, leap = low + leap, 4 * leap
  end
  high = math.min(high, low + leap)
  while low < high do
    local middle = math.floor((low + high) / 2)
    if beyond(middle) then
      high = middle
    else
      low = middle + 1
    end
  end
  return low
end

-- The first `most` + 1 messages from `low` on.
local function messages_up(keys, room, user, low, most)
  local found, step, newest = {}, most + 1, latest_for(room.latest, keys.log, user)
  while #found <= most and low <= newest do
    local some = entries(keys, low, nil, step, false)
    for _, entry in ipairs(some) do
      if #found <= most and is_message_for(entry, user) then
        found[#found + 1] = entry
      end
    end
    local last = some[#some]
    if #some < step then
      break
    end
    low, step = seq_of(last) + 1, math.min(most + 1, 2 * step)
    if low <= newest and not is_message_for(last, user) then
      low, step = next_message(keys, last, user, newest), STEP
    end
  end
  return found
end

-- Maximum bytes of a page, as in `PageSize`; bytes that each kind of reaction counts for; messages looked up at once.
local PAGE, KIND, PIECE = 507904, 512, 25

-- At most `most` messages from seq `low` to `high` (nil for the end) in ascending order, each as it is now for `user`;
-- the nearest to the high end when `down`, else up to the end. And whether there are more in that direction: those that
-- do not fit on a page are not looked up.
local function messages(keys, room, user, low, high, most, down)
  local found = down and messages_down(keys, user, low, high or room.head, most)
    or messages_up(keys, room, user, low, most)
  local more = #found > most
  found[most + 1] = nil
  local texts, size = {}, 0
  while #texts < #found and size < PAGE do
    local some = { unpack(found, #texts + 1, math.min(#texts + PIECE, #found)) }
    local words, forms = words_of(keys, room, some, user), forms_for(keys, room, some, user)
    local mine = reactions_of(keys, forms, user)
    for i, entry in ipairs(some) do
      local text = listed(entry, words[i], forms[i], mine, user)
      size = size + #text + KIND * #forms[i].kinds
      texts[#texts + 1] = text
    end
  end
  more = more or #texts < #found
  if down then
    for i = 1, math.floor(#texts / 2) do
      texts[i], texts[#texts + 1 - i] = texts[#texts + 1 - i], texts[i]
    end
  end
  return texts, more
end
