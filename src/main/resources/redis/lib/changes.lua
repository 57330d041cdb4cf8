-- Changes to stored messages: edits, deletions and reactions, decided and applied in the script that stores them.
-- Functions take the keys as { log, texts, forms, reactions, deleted, mentions }.

-- Maximum number of different reactions to a message.
local KINDS = 20

-- The message at `seq` if `user` may name it; nil when there is none, or it is deleted.
local function message_at(keys, seq, floor, user)
  local entry = seq > floor and entry_at(keys, seq)
  if entry and is_message_for(entry, user) and redis.call('HEXISTS', keys.texts, digits(seq)) == 1 then
    return entry
  end
  return nil
end

local function form_at(keys, field, other)
  return form_of(field, redis.call('HGET', keys.forms, field) or other and redis.call('HGET', keys.forms, other))
end

-- The form of a message that `user` sees: their own where a block keeps their changes from the other.
local function form_for(keys, seq, user)
  local own = seq .. ' ' .. user
  local text = redis.call('HGET', keys.forms, own)
  return text and form_of(own, text) or form_at(keys, seq)
end

local function kind_of(form, emoji)
  for i, kind in ipairs(form.kinds) do
    if kind.emoji == emoji then
      return kind, i
    end
  end
  return nil
end

-- Why a member's change of the message at `seq`, which they named `of`, is not stored: a refusal, or 'same' and the
-- place of the change that already made the message so. They may delete what this role may.
local function unchangeable(keys, room, one, role, user, what, seq, of, word)
  local entry = message_at(keys, seq, floor_of(room, one), user)
  if not entry then
    return 'no_message ' .. of
  end
  local mine = sender_of(entry) == user
  if what == 'edit' then
    return not mine and 'not_yours ' .. of
  elseif what == 'delete' then
    return not mine and role == 'member' and 'not_yours ' .. of
  end
  local form = form_for(keys, entry.id, user)
  local has = redis.call('ZSCORE', keys.reactions, reaction(form.field, word, user))
  if (has and true or false) == (what == 'react') then
    local latest = entry_at(keys, form.latest) or entry
    local epoch, at = place_of(latest)
    return 'same ' .. epoch .. ' ' .. latest.id .. ' ' .. at
  end
  return not kind_of(form, word) and #form.kinds >= KINDS and 'kinds ' .. digits(KINDS)
end

local function reacted(keys, form, user, emoji, on)
  local kind, place = kind_of(form, emoji)
  local one = reaction(form.field, emoji, user)
  if on then
    if redis.call('ZADD', keys.reactions, 0, one) == 1 then
      if not kind then
        kind = { emoji = emoji, count = 0 }
        form.kinds[#form.kinds + 1] = kind
      end
      kind.count = kind.count + 1
    end
  elseif redis.call('ZREM', keys.reactions, one) == 1 and kind then
    kind.count = kind.count - 1
    if kind.count == 0 then
      table.remove(form.kinds, place)
    end
  end
end

-- The fields of the forms that a change affects: the common one, and any that a user has of their own; for a change
-- that only `user` sees, their own.
local function forms_reached(keys, room, entry, user, only)
  local seq = entry.id
  local smaller, larger = two_of(room)
  if not larger or entry.only then
    return { seq }
  elseif only then
    return { seq .. ' ' .. user }
  end
  local reached = { seq }
  for _, one in ipairs(smaller == larger and { smaller } or { smaller, larger }) do
    if redis.call('HEXISTS', keys.forms, seq .. ' ' .. one) == 1 then
      reached[#reached + 1] = seq .. ' ' .. one
    end
  end
  return reached
end

-- The form under a field. A user's own form in a direct room starts as a copy of the common one.
local function form_to_change(keys, room, field, seq)
  local own = redis.call('HGET', keys.forms, field)
  if own or field == seq then
    return form_of(field, own or nil)
  end
  local form = form_at(keys, seq)
  form.field = field
  for _, kind in ipairs(form.kinds) do
    for _, one in ipairs({ two_of(room) }) do
      if redis.call('ZSCORE', keys.reactions, reaction(seq, kind.emoji, one)) then
        redis.call('ZADD', keys.reactions, 0, reaction(field, kind.emoji, one))
      end
    end
  end
  return form
end

-- Deletes everything stored beside entries. Reactions are deleted later, a batch at a time; returns for how many forms
-- that is still to be done.
local function forget_beside(keys, room, seqs)
  local fields, litter, changed = {}, 0, {}
  for _, seq in ipairs(seqs) do
    fields[#fields + 1] = seq
    for _, one in ipairs({ two_of(room) }) do
      fields[#fields + 1] = seq .. ' ' .. one
    end
  end
  for i, text in ipairs(redis.call('HMGET', keys.forms, unpack(fields))) do
    if text then
      changed[#changed + 1] = fields[i]
      if string.find(text, '\t', 1, true) then
        litter = litter + redis.call('ZADD', keys.reactions, 0, '!' .. fields[i])
      end
    end
  end
  redis.call('HDEL', keys.texts, unpack(fields))
  if #changed > 0 then
    redis.call('HDEL', keys.forms, unpack(changed))
  end
  return litter
end

-- Applies a change that is stored at `seq`. Returns for how many forms reactions are to be deleted.
local function change(keys, room, entry, user, what, word, seq, at, only)
  local of = entry.id
  if what == 'delete' then
    forget_mentions(keys.mentions, tonumber(of), tonumber(of) + 1)
    -- What only its sender sees was never counted.
    if not entry.only then
      redis.call('ZADD', keys.deleted, of, of)
    end
    return forget_beside(keys, room, { of })
  end
  for _, field in ipairs(forms_reached(keys, room, entry, user, only)) do
    local form = form_to_change(keys, room, field, of)
    form.latest = seq
    if what == 'edit' then
      form.edited = at
      local words = redis.call('HGET', keys.texts, field) or redis.call('HGET', keys.texts, of)
      redis.call('HSET', keys.texts, field, in_words(words, word))
    else
      reacted(keys, form, user, word, what == 'react')
    end
    redis.call('HSET', keys.forms, field, form_text(form))
  end
  return 0
end

-- Maximum number of reactions to deleted messages that are removed at once.
local TIDIED = 100

-- Removes some reactions to a deleted message; returns 1 when these were its last.
local function tidy(keys)
  local mark = redis.call('ZRANGEBYLEX', keys.reactions, '[!', '("', 'LIMIT', 0, 1)[1]
  if not mark then
    return 1
  end
  local field = string.sub(mark, 2)
  local some = redis.call('ZRANGEBYLEX', keys.reactions, '[' .. field .. '\t', '(' .. field .. '\n', 'LIMIT', 0, TIDIED)
  if #some > 0 then
    redis.call('ZREM', keys.reactions, unpack(some))
  end
  return #some < TIDIED and redis.call('ZREM', keys.reactions, mark) or 0
end
