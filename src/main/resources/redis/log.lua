-- A room's log as it is read: its entries in order and without a hole, and each message as it is now.
-- A deleted message is taken out of the stream, and with it whatever was edited into it: `gone`, a sorted set of seqs,
-- and `changes` keep their places. Functions take the keys as { log, changes, gone }.

local function digits(number)
  return string.format('%.0f', number)
end

-- An entry as it stands in the stream: id, {e, epoch, t, at, n, count, k, kind, b, body}; and behind these, where they
-- apply: p, the edit before this one; v, the only user who sees it; gone, when only its place is left.
local function seq_of(entry)
  return tonumber(string.match(entry[1], '^%d+'))
end

local function extra(entry, name)
  local fields = entry[2]
  for i = 11, #fields, 2 do
    if fields[i] == name then
      return fields[i + 1]
    end
  end
  return nil
end

-- The place of an entry that is gone stands in `changes` under its seq as "- epoch at count kind seen-by body".
local function place_of(entry, body)
  local f = entry[2]
  return table.concat({ '-', f[2], f[4], f[6], f[8], extra(entry, 'v') or '-', body }, ' ')
end

local function from_place(seq, text)
  local e, t, n, k, v, b = string.match(text, '^%- (%S+) (%S+) (%S+) (%S+) (%S+) (.*)$')
  local fields = { 'e', e, 't', t, 'n', n, 'k', k, 'b', b, 'gone', '1' }
  if v ~= '-' then
    fields[13], fields[14] = 'v', v
  end
  return { seq .. '-0', fields }
end

-- The next `count` entries from seq `low` to `high` (nil for the end), also the places of those that are gone; from the
-- high end on when `down`.
local function entries(keys, low, high, count, down)
  local first, last = digits(low), high and digits(high)
  local stream, gone
  if down then
    stream = redis.call('XREVRANGE', keys.log, last or '+', first, 'COUNT', count)
    gone = redis.call('ZREVRANGEBYSCORE', keys.gone, last or '+inf', first, 'LIMIT', 0, count)
  else
    stream = redis.call('XRANGE', keys.log, first, last or '+', 'COUNT', count)
    gone = redis.call('ZRANGEBYSCORE', keys.gone, first, last or '+inf', 'LIMIT', 0, count)
  end
  if #gone == 0 then
    return stream
  end
  local places = redis.call('HMGET', keys.changes, unpack(gone))
  local merged, i, j = {}, 1, 1
  while #merged < count and (stream[i] or gone[j]) do
    local here, there = stream[i] and seq_of(stream[i]), tonumber(gone[j])
    if here and (not there or (here < there) ~= down) then
      merged[#merged + 1] = stream[i]
      i = i + 1
    else
      merged[#merged + 1] = from_place(gone[j], places[j])
      j = j + 1
    end
  end
  return merged
end

-- Where a JSON string ends that begins with the quotation mark at `from`.
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

-- Where the sender ends in a body, which begins with "id":"…","from":{"id":"…","name":"…"}.
local function sender_end(body)
  local _, name = string.find(body, '"from":{"id":"[^"]*","name":"')
  return string_end(body, name) + 1
end

local function sender_of(body)
  return string.match(body, '"id":"([a-z0-9]+)%.')
end

-- A message in other words; `text` is a JSON string.
local function in_words(body, text)
  local head = sender_end(body)
  local rest = head + 1
  if string.sub(body, rest, rest + 7) == ',"text":' then
    rest = string_end(body, rest + 8) + 1
  end
  return string.sub(body, 1, head) .. ',"text":' .. text .. string.sub(body, rest)
end

-- What is left of a body when its text and data are gone. Behind data only these two can end an object like this.
local function without_words(body)
  local mentions = string.match(body, ',"mentions":%[[^%]]*%]$') or ''
  local reply = string.match(string.sub(body, 1, #body - #mentions), ',"reply":%d+$') or ''
  return string.sub(body, 1, sender_end(body)) .. reply .. mentions .. ',"deleted":true'
end

-- Entries of one whom the other has blocked are seen by the one alone.
local function hidden(entry, user)
  local only = user and extra(entry, 'v')
  return only and only ~= user
end

-- Whether an entry is one of the messages that are counted: what only its sender sees is unread by nobody.
local function counts(entry)
  return entry[2][8] == 'message' and not extra(entry, 'v')
end

local function placed(entry, body)
  local f = entry[2]
  return '"epoch":"' .. f[2] .. '","seq":' .. string.match(entry[1], '^%d+') .. ',"at":' .. f[4] .. ',' .. body
end

-- What stands for an entry before those who do not see it: a message deleted at once, which keeps its seq.
local function instead(entry)
  local body = entry[2][10]
  local from = string.find(body, '"id":', 1, true)
  return placed(entry, '"of":' .. string.match(entry[1], '^%d+') .. ',' .. string.sub(body, from, sender_end(body)))
end

-- An entry as it would have come to `user` (nil for one who sees all): its kind, a blank, and its JSON members from its
-- place in the log on.
local function event_of(entry, user)
  if hidden(entry, user) then
    return 'delete ' .. instead(entry)
  end
  return entry[2][8] .. ' ' .. placed(entry, entry[2][10])
end

-- What became of a message stands in `changes` under its seq: "edited-at last-edit last-change", the text as a JSON
-- string, then a line "emoji\tcount\t user user " for each reaction, the emoji as a JSON string.
local function form_of(text)
  local edited, edit, latest, words, rest = string.match(text or '0 0 0\n\n', '^(%d+) (%d+) (%d+)\n([^\n]*)\n(.*)$')
  local form = { edited = edited, edit = edit, latest = latest, words = words, kinds = {} }
  for emoji, count, users in string.gmatch(rest, '([^\t\n]+)\t(%d+)\t([^\n]*)\n') do
    form.kinds[#form.kinds + 1] = { emoji = emoji, count = tonumber(count), users = users }
  end
  return form
end

local function form_text(form)
  local lines = { form.edited .. ' ' .. form.edit .. ' ' .. form.latest .. '\n' .. form.words .. '\n' }
  for _, kind in ipairs(form.kinds) do
    lines[#lines + 1] = kind.emoji .. '\t' .. digits(kind.count) .. '\t' .. kind.users .. '\n'
  end
  return table.concat(lines)
end

local function has_reacted(kind, user)
  return kind ~= nil and string.find(kind.users, ' ' .. user .. ' ', 1, true) ~= nil
end

-- A message as it stands in a list, as it is now for `user`.
local function listed(entry, text, user)
  if not text then
    return placed(entry, entry[2][10])
  end
  local form = form_of(text)
  local body = entry[2][10]
  if form.edited ~= '0' then
    body = in_words(body, form.words) .. ',"edited":' .. form.edited
  end
  local reactions = {}
  for i, kind in ipairs(form.kinds) do
    reactions[i] = kind.emoji .. ':{"count":' .. digits(kind.count) .. ',"mine":' .. tostring(has_reacted(kind, user))
      .. '}'
  end
  if #reactions > 0 then
    body = body .. ',"reactions":{' .. table.concat(reactions, ',') .. '}'
  end
  return placed(entry, body)
end

-- In a direct room one who is blocked has a form of his own of what he changed, under "seq user".
local function forms_of(keys, room, found, user)
  local seqs, own = {}, {}
  for i, entry in ipairs(found) do
    seqs[i] = string.match(entry[1], '^%d+')
    own[i] = seqs[i] .. ' ' .. user
  end
  local forms = redis.call('HMGET', keys.changes, unpack(seqs))
  local mine = room.kind == 'direct' and redis.call('HMGET', keys.changes, unpack(own)) or {}
  for i, entry in ipairs(found) do
    forms[i] = not extra(entry, 'gone') and (mine[i] or forms[i]) or nil
  end
  return forms
end

local CHUNK = 256

-- At most `most` messages from seq `low` to `high` (nil for the end) in rising order, each as it is now for `user`; the
-- nearest to the high end when `down`. And whether there are more in that direction.
local function messages(keys, room, user, low, high, most, down)
  local found, count, some = {}, most + 1, nil
  repeat
    some = entries(keys, low, high, count, down)
    for _, entry in ipairs(some) do
      if entry[2][8] == 'message' and not hidden(entry, user) and #found <= most then
        found[#found + 1] = entry
      end
    end
    local done = #some < count or #found > most
    if not done and down then
      high = seq_of(some[#some]) - 1
    elseif not done then
      low = seq_of(some[#some]) + 1
    end
    count = CHUNK
  until done
  local more = #found > most
  found[most + 1] = nil
  if #found == 0 then
    return {}, false
  end
  local forms = forms_of(keys, room, found, user)
  local texts = {}
  for i, entry in ipairs(found) do
    texts[down and #found + 1 - i or i] = listed(entry, forms[i], user)
  end
  return texts, more
end
