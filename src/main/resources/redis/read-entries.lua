-- Returns entries of a room's log for a reader that follows it, and what the messages that they bring or change are now.
-- Returns 'absent', or 'ok', the room's first epoch, the present one, its head, the epochs that ended, up to which seq
-- changes were removed, the seq of the oldest entry, 1 when more entries follow, the time, the entries and the messages.
-- An entry is its seq, kind, JSON members before and after the content, and the only user who sees it or ''. A message
-- is its seq, 1 if the log has it, its content or '', its form or '', and for each user with their own version in a
-- direct room, the user, content and form.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
}
local seq = tonumber(ARGV[1]) -- after which to begin
local most = tonumber(ARGV[2]) -- entries
local bytes = tonumber(ARGV[3]) -- of contents; exceeded by one chunk at most

-- Entries whose contents are read at once.
local READ = 16

local room = open(keys.meta)
if not room then
  return { 'absent' }
end
local fields = redis.call('HMGET', keys.meta, 'first', 'kept', 'swept')
local first = fields[1]
if not first then
  first = string.match(fields[2] or '', '^([^=]+)=') or room.epoch
  -- A full store refuses it; the next reader tries again.
  redis.pcall('HSET', keys.meta, 'first', first)
end
local users = { two_of(string.match(keys.log, '{(.-)}')) }
if users[1] == users[2] then
  users[2] = nil
end

-- Adds what these messages are now.
local known, messages, size = {}, {}, 0
local function add(seqs, kept)
  local owned = {}
  for i, one in ipairs(seqs) do
    for j, user in ipairs(users) do
      owned[(i - 1) * #users + j] = one .. ' ' .. user
    end
  end
  local texts, forms = values(keys.texts, seqs), values(keys.forms, seqs)
  local own_texts, own_forms = values(keys.texts, owned), values(keys.forms, owned)
  for i, one in ipairs(seqs) do
    local message = { one, kept[one] and '1' or '0', texts[i] or '', forms[i] or '' }
    size = size + #message[3] + #message[4]
    for j, user in ipairs(users) do
      local k = (i - 1) * #users + j
      if own_texts[k] or own_forms[k] then
        message[#message + 1] = user
        message[#message + 1] = own_texts[k] or ''
        message[#message + 1] = own_forms[k] or ''
        size = size + #(own_texts[k] or '') + #(own_forms[k] or '')
      end
    end
    messages[#messages + 1] = message
  end
end

local found = most > 0 and entries(keys, seq + 1, nil, most, false) or {}
local taken, low = {}, 1
while low <= #found and size < bytes do
  local seqs, kept = {}, {}
  for i = low, math.min(low + READ - 1, #found) do
    local entry = found[i]
    local of = entry.kind == 'message' and entry.id or message_of(entry)
    if not known[of] then
      known[of] = true
      seqs[#seqs + 1] = of
      kept[of] = entry.kind == 'message' or entry_at(keys, of) ~= nil
    end
    size = size + #entry.text + #(entry.rest or '')
    taken[i] = { entry.id, entry.kind, entry.text, entry.rest or '', entry.only or '' }
  end
  add(seqs, kept)
  low = low + READ
end
local last = taken[#taken]
local more = last and tonumber(last[1]) < room.head
local old = oldest(keys)
return { 'ok', first, room.epoch, digits(room.head), fields[2] or '', fields[3] or '0', old and old.id or '0',
  more and 1 or 0, digits(now()), taken, messages }
