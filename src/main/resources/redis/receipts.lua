-- Counts the members who have received and seen a message, and lists them in a small room.
-- Returns 'ok', members, delivered, seen, 1 when named, then alternately an id and 'delivered' or 'seen'. Counts
-- members who joined before the message, except its sender; 'no_message' when there is none at that seq.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
  members = KEYS[7],
  read = KEYS[8],
  received = KEYS[9],
  banned = KEYS[10],
  pair = KEYS[11],
}
local asking = ARGV[1]
local seq = tonumber(ARGV[2])
local most_named = tonumber(ARGV[3]) -- the largest room whose members are named

local room = open(keys.meta)
local text = room and redis.call('HGET', keys.members, asking)
if not text then
  return { outsider_refusal(room, keys.banned, asking) }
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
local all = redis.call('HLEN', keys.members)
if all > most_named then
  -- Both cursors of later members are beyond the message, as are the sender's.
  local others = redis.call('ZCOUNT', keys.received, '-inf', digits(-seq))
  local theirs = redis.call('HGET', keys.members, sender)
  if theirs and member(theirs).joined < seq then
    others = others + 1
  end
  answer[2] = all - others
  answer[4] = redis.call('ZCOUNT', keys.read, digits(seq), '+inf') - others
  answer[3] = redis.call('ZCOUNT', keys.received, digits(seq), '+inf') - others
  return answer
end

-- A user who has blocked the other in a direct room never appears to receive or read anything.
local hides = blocked(keys.pair, asking)
answer[5] = 1
local people = redis.call('HGETALL', keys.members)
for i = 1, #people, 2 do
  local user = people[i]
  local joined = member(people[i + 1]).joined
  if joined < seq and user ~= sender then
    answer[2] = answer[2] + 1
    local seen = read_by(keys.read, user, joined) >= seq
    if not only and not (hides and user ~= asking)
        and (seen or tonumber(redis.call('ZSCORE', keys.received, user) or 0) >= seq) then
      answer[3] = answer[3] + 1
      answer[4] = answer[4] + (seen and 1 or 0)
      answer[#answer + 1] = user
      answer[#answer + 1] = seen and 'seen' or 'delivered'
    end
  end
end
return answer
