-- Returns the state of a member's rooms, and marks them online there through `pod`. The missed events of all rooms have
-- to fit into the bytes of each: the first rooms take precedence.
-- KEYS for each room: meta, those of the log (five), members online read mentions banned pair
-- ARGV user, 'user name', pod or ''; then for each room: channel, epoch or '', seq, max events, bytes, 1 when what
--      exceeds these bytes is sent later
-- Returns for each room the answer of state_for, the refusal, or 'again' when so much was read before it that another
-- call has to ask for it; then the bytes spent.
local user, line, pod = ARGV[1], ARGV[2], ARGV[3]
local FIRST, WIDTH, PARTS = 4, 6, 12
-- Maximum number of entries that a call reads, and the cost of a room beyond its entries.
local MOST_READ, ROOM = PART, 4
local answers, spent, read = {}, 0, 0

-- How many entries a position may require reading, as far as it shows: none where they are too large anyway.
local function to_read(room, epoch, seq, most, bytes)
  local count = epoch == room.epoch and math.max(0, room.head - seq) or most
  return epoch ~= '' and count <= most and count * LEAST <= bytes and count or 0
end

for i = FIRST, #ARGV, WIDTH do
  local k = (i - FIRST) / WIDTH * PARTS
  local keys = kept_at(k + 2)
  keys.members, keys.online, keys.read, keys.mentions = KEYS[k + 7], KEYS[k + 8], KEYS[k + 9], KEYS[k + 10]
  keys.pair = KEYS[k + 12]
  local room = open(KEYS[k + 1])
  local text = room and redis.call('HGET', keys.members, user)
  local epoch, seq, most, bytes = ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4]) - spent
  local cost = ROOM + (room and to_read(room, epoch, tonumber(seq), most, bytes) or 0)
  if not text or (room.kind == 'direct' and redis.call('HEXISTS', keys.pair, 'hidden:' .. user) == 1) then
    answers[#answers + 1] = { stranger(room, KEYS[k + 11], user) }
  elseif read > 0 and read + cost > MOST_READ then
    answers[#answers + 1] = { 'again' }
  else
    if pod ~= '' then
      enter(ARGV[i], keys.members, keys.online, user, pod, line, keys.pair)
    end
    local answer, size = state_for(keys, room, user, member(text), epoch, seq, most, bytes, ARGV[i + 5] == '1')
    answers[#answers + 1] = answer
    spent = spent + size
    read = read + cost
  end
end
answers[#answers + 1] = spent
return answers
