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
local one = insider(keys.members, room, keys.banned, asking)
if not one or redis.call('HEXISTS', keys.pair, 'hidden:' .. asking) == 1 then
  return { outsider_refusal(room, keys.banned, asking) }
end
if seq <= floor_of(room, one) then
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
  if theirs and not is_bot(sender) and member(theirs).joined < seq then
    others = others + 1
  end
  answer[2] = all - others
  answer[4] = redis.call('ZCOUNT', keys.read, digits(seq), '+inf') - others
  answer[3] = redis.call('ZCOUNT', keys.received, digits(seq), '+inf') - others
  return answer
end

-- In a direct room a user who has blocked the other appears to receive and read no more than before.
local other = room.kind == 'direct' and peer_of(keys.log, asking)
local shown
if other and blocked(keys.pair, asking) then
  local kept = redis.call('HMGET', keys.pair, 'cursors:' .. asking, 'spoke:' .. other)
  local got, seen = string.match(kept[1] or '0 0', '^(%d+) (%d+)$')
  -- Their own messages show that they had read what was before.
  local said = tonumber(kept[2] or 0)
  shown = { math.max(tonumber(got), said), math.max(tonumber(seen), said) }
end
answer[5] = 1
local people = redis.call('HGETALL', keys.members)
for i = 1, #people, 2 do
  local user = people[i]
  local joined = member(people[i + 1]).joined
  if joined < seq and user ~= sender and not is_bot(user) then
    answer[2] = answer[2] + 1
    local seen = read_by(keys.read, user, joined)
    local got = redis.call('ZSCORE', keys.received, user)
    if shown and user == other then
      got, seen = shown[1], shown[2]
    end
    seen = seen >= seq
    if not only and (seen or tonumber(got or 0) >= seq) then
      answer[3] = answer[3] + 1
      answer[4] = answer[4] + (seen and 1 or 0)
      answer[#answer + 1] = user
      answer[#answer + 1] = seen and 'seen' or 'delivered'
    end
  end
end
return answer
