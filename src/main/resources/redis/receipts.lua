-- Counts the members who have received and seen a message, and lists them in a small room.
-- KEYS meta, those of the log (five), members read received banned pair
-- ARGV user, seq, the largest room whose members are named
-- Returns 'ok', members, delivered, seen, 1 when named, then alternately an id and 'delivered' or 'seen'. Counts
-- members who joined before the message, except its sender; 'no_message' when there is none at that seq.
local keys = kept_at(2)
local members, read, received = KEYS[7], KEYS[8], KEYS[9]
local asking, seq, names = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local room = open(KEYS[1])
local text = room and redis.call('HGET', members, asking)
if not text then
  return { stranger(room, KEYS[10], asking) }
end
if seq <= floor_of(room, member(text)) then
  return { 'no_message' }
end

local entry = entry_at(keys, seq)
local only = entry and entry.only
local sender = entry and is_message_for(entry, asking) and sender_of(entry)
if not sender then
  return { 'no_message' }
end

local answer = { 'ok', 0, 0, 0, 0 }
local all = redis.call('HLEN', members)
if all > names then
  -- Both cursors of later members are beyond the message, as are the sender's.
  local others = redis.call('ZCOUNT', received, '-inf', digits(-seq))
  local his = redis.call('HGET', members, sender)
  if his and member(his).joined < seq then
    others = others + 1
  end
  answer[2] = all - others
  answer[4] = redis.call('ZCOUNT', read, digits(seq), '+inf') - others
  answer[3] = redis.call('ZCOUNT', received, digits(seq), '+inf') - others
  return answer
end

-- A user who has blocked the other in a direct room never appears to receive or read anything.
local hidden = blocked(KEYS[11], asking)
answer[5] = 1
local people = redis.call('HGETALL', members)
for i = 1, #people, 2 do
  local user = people[i]
  local joined = member(people[i + 1]).joined
  if joined < seq and user ~= sender then
    answer[2] = answer[2] + 1
    local seen = read_by(read, user, joined) >= seq
    if not only and not (hidden and user ~= asking) and (seen or tonumber(redis.call('ZSCORE', received, user) or 0) >= seq) then
      answer[3] = answer[3] + 1
      answer[4] = answer[4] + (seen and 1 or 0)
      answer[#answer + 1] = user
      answer[#answer + 1] = seen and 'seen' or 'delivered'
    end
  end
end
return answer
