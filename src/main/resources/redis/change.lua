-- What becomes of messages that stand: edits, deletions and reactions, decided and carried out in the script that
-- stores them. Functions take the keys as { log, changes, gone }.

-- As many different reactions as a message may have.
local KINDS = 20

-- In a direct room the smaller and the larger of the two ids.
local function two_of(room)
  return string.match(room, '^d:([a-z0-9]+):([a-z0-9]+)$')
end

-- The message at `seq` as far as `user` may name it; nil when it is none, or gone.
local function message_at(keys, seq, floor, user)
  local entry = seq > floor and redis.call('XRANGE', keys.log, digits(seq), digits(seq))[1]
  if entry and entry[2][8] == 'message' and not hidden(entry, user) then
    return entry
  end
  return nil
end

-- The form of a message that `user` sees: his own where a block keeps his changes from the other.
local function form_for(keys, seq, user)
  return form_of(redis.call('HGET', keys.changes, digits(seq) .. ' ' .. user)
    or redis.call('HGET', keys.changes, digits(seq)))
end

local function kind_of(form, emoji)
  for i, kind in ipairs(form.kinds) do
    if kind.emoji == emoji then
      return kind, i
    end
  end
  return nil
end

-- Why a change is not to be stored: a refusal, or 'same' and the place of what made the message as it is asked to be.
local function unchangeable(keys, entry, role, user, what, of, word)
  if not entry then
    return 'no_message ' .. digits(of)
  end
  local mine = sender_of(entry[2][10]) == user
  if what == 'edit' then
    return not mine and 'not_yours ' .. digits(of)
  elseif what == 'delete' then
    return not mine and role == 'member' and 'not_yours ' .. digits(of)
  end
  local form = form_for(keys, of, user)
  local kind = kind_of(form, word)
  if has_reacted(kind, user) == (what == 'react') then
    local latest = redis.call('XRANGE', keys.log, form.latest, form.latest)[1] or entry
    return 'same ' .. latest[2][2] .. ' ' .. digits(seq_of(latest)) .. ' ' .. latest[2][4]
  end
  return not kind and #form.kinds >= KINDS and 'kinds ' .. digits(KINDS)
end

local function reacted(form, user, emoji, on)
  local kind, place = kind_of(form, emoji)
  if on then
    if not kind then
      kind = { emoji = emoji, count = 0, users = ' ' }
      form.kinds[#form.kinds + 1] = kind
    end
    kind.users = kind.users .. user .. ' '
    kind.count = kind.count + 1
  elseif has_reacted(kind, user) then
    local from, to = string.find(kind.users, ' ' .. user .. ' ', 1, true)
    kind.users = string.sub(kind.users, 1, from) .. string.sub(kind.users, to + 1)
    kind.count = kind.count - 1
    if kind.count == 0 then
      table.remove(form.kinds, place)
    end
  end
end

-- Where the forms stand that a change has to reach: everybody's, and those that one has of his own; of a change that
-- only `user` sees, his own.
local function forms_reached(keys, room, entry, user, only)
  local seq = digits(seq_of(entry))
  local smaller, larger = two_of(room)
  if not larger or extra(entry, 'v') then
    return { seq }
  elseif only then
    return { seq .. ' ' .. user }
  end
  local reached = { seq }
  for _, one in ipairs({ smaller, larger }) do
    if redis.call('HEXISTS', keys.changes, seq .. ' ' .. one) == 1 then
      reached[#reached + 1] = seq .. ' ' .. one
    end
  end
  return reached
end

-- Takes an entry out of the stream; its place stays, with `body`.
local function take_out(keys, entry, body)
  local seq = digits(seq_of(entry))
  redis.call('XDEL', keys.log, entry[1])
  redis.call('ZADD', keys.gone, seq, seq)
  redis.call('HSET', keys.changes, seq, place_of(entry, body))
end

-- Takes a message's text and data out of the store, and whatever was edited into it.
local function delete(keys, room, entry)
  local seq = digits(seq_of(entry))
  local edit = form_for(keys, seq, sender_of(entry[2][10])).edit
  local one = redis.call('XRANGE', keys.log, edit, edit)[1]
  while one do
    local body = one[2][10]
    take_out(keys, one, string.sub(body, 1, sender_end(body)) .. ',"deleted":true')
    edit = extra(one, 'p')
    one = redis.call('XRANGE', keys.log, edit, edit)[1]
  end
  take_out(keys, entry, without_words(entry[2][10]))
  local smaller, larger = two_of(room)
  if larger then
    redis.call('HDEL', keys.changes, seq .. ' ' .. smaller, seq .. ' ' .. larger)
  end
end

-- Carries a change out that is stored at `seq`. Answers the edit before it, for an edit.
local function change(keys, room, entry, user, what, word, seq, at, only)
  if what == 'delete' then
    delete(keys, room, entry)
    return nil
  end
  local of = seq_of(entry)
  local before = form_for(keys, of, user).edit
  for _, field in ipairs(forms_reached(keys, room, entry, user, only)) do
    local form = form_of(redis.call('HGET', keys.changes, field) or redis.call('HGET', keys.changes, digits(of)))
    form.latest = seq
    if what == 'edit' then
      form.edited, form.edit, form.words = at, seq, word
    else
      reacted(form, user, word, what == 'react')
    end
    redis.call('HSET', keys.changes, field, form_text(form))
  end
  return what == 'edit' and before or nil
end

-- What was kept beside entries that were trimmed goes with them.
local function trim_changes(keys)
  local first = redis.call('XRANGE', keys.log, '-', '+', 'COUNT', 1)[1]
  if not first or redis.call('HLEN', keys.changes) == 0 then
    return
  end
  local from = seq_of(first)
  redis.call('ZREMRANGEBYSCORE', keys.gone, '-inf', '(' .. digits(from))
  for _, field in ipairs(redis.call('HKEYS', keys.changes)) do
    if tonumber(string.match(field, '^%d+')) < from then
      redis.call('HDEL', keys.changes, field)
    end
  end
end
