-- Returns the state of a member's rooms, and marks them online there through `pod`. The missed events of all rooms have
-- to fit into the bytes of each: the first rooms take precedence.
-- Returns for each room the answer of state_for, the refusal, or 'again' when so much was read before it that another
-- call has to ask for it; then the bytes spent.
local user = ARGV[1]
local line = ARGV[2] -- 'user name'
local pod = ARGV[3] -- or ''

-- Maximum number of entries that a call reads, and the cost of a room beyond its entries.
local MOST_READ, ROOM = PART, 4
local answers, spent, read, k = {}, 0, 0, 1

-- How many entries a position may require reading, as far as it shows: none where they are too large anyway.
local function to_read(room, epoch, seq, most, bytes)
  local count = epoch == room.epoch and math.max(0, room.head - seq) or most
  return epoch ~= '' and count <= most and count * LEAST <= bytes and count or 0
end

for i = 4, #ARGV, 6 do
  local keys = {
    meta = KEYS[k],
    log = KEYS[k + 1],
    texts = KEYS[k + 2],
    forms = KEYS[k + 3],
    reactions = KEYS[k + 4],
    deleted = KEYS[k + 5],
    members = KEYS[k + 6],
    online = KEYS[k + 7],
    read = KEYS[k + 8],
    mentions = KEYS[k + 9],
    banned = KEYS[k + 10],
    pair = KEYS[k + 11],
  }
  local channel = ARGV[i]
  local epoch = ARGV[i + 1] -- or ''
  local seq = ARGV[i + 2]
  local most = tonumber(ARGV[i + 3]) -- events
  local bytes = tonumber(ARGV[i + 4])
  local later = ARGV[i + 5] -- '1' when what exceeds these bytes is sent later
  k, bytes = k + 12, bytes - spent
  local room = open_for_state(keys.meta)
  local text = room and redis.call('HGET', keys.members, user)
  -- Who asks without a connection may be a bot that is no member.
  local one = text and member(text) or pod == '' and visitor(room, keys.banned, nil, user)
  local cost = ROOM + (room and to_read(room, epoch, tonumber(seq), most, bytes) or 0)
  if not one or (room.kind == 'direct' and redis.call('HEXISTS', keys.pair, 'hidden:' .. user) == 1) then
    answers[#answers + 1] = { outsider_refusal(room, keys.banned, user) }
  elseif read > 0 and read + cost > MOST_READ then
    answers[#answers + 1] = { 'again' }
  else
    if pod ~= '' then
      enter(channel, keys.members, keys.online, user, pod, line, keys.pair)
    end
    local answer, size, vain = state_for(keys, room, user, one, epoch, seq, most, bytes, later == '1')
    answers[#answers + 1] = answer
    spent = spent + size
    -- Long events that were read in vain take as long as all that a call may read.
    read = vain > 0 and MOST_READ or read + cost
  end
end
answers[#answers + 1] = spent
return answers
