-- Appends messages to a room's log, all or nothing for each: role, dedupe, fence, seq, store, publish.
-- KEYS meta log members dedupe:0 dedupe:1 read mentions banned
-- ARGV channel, text before the epoch in an event, dedupe window ms, entries kept, age kept ms,
--      ms for each message of a user, burst; then for each message: user, cid, session left out or '', seq
--      it answers or 0, mentioned users with blanks between, body.
-- For each message one text: "stored|duplicate epoch seq at", or a refusal.
local meta, log, members, read, mentions, banned = KEYS[1], KEYS[2], KEYS[3], KEYS[6], KEYS[7], KEYS[8]
local channel, before, window = ARGV[1], ARGV[2], tonumber(ARGV[3])
local most, age = ARGV[4], tonumber(ARGV[5])
local interval, burst = tonumber(ARGV[6]), tonumber(ARGV[7])
local FIRST, WIDTH = 8, 6

local room = open(meta)
local answers = {}
if not room then
  for i = FIRST, #ARGV, WIDTH do
    answers[#answers + 1] = 'not_found'
  end
  return answers
end

-- Two generations of answers: a cid is known for one to two windows.
local at = now()
local generation = math.floor(at / window)
local known, older = KEYS[4 + generation % 2], KEYS[5 - generation % 2]
if room.generation ~= generation then
  redis.call('DEL', known)
  if room.generation ~= generation - 1 then
    redis.call('DEL', older)
  end
  redis.call('HSET', meta, 'generation', digits(generation))
end

-- The sender's next free moment (a token bucket as one number), beside his answers: it ends with them.
local function wait_for(user)
  local free = math.max(tonumber(redis.call('HGET', known, user) or 0), at)
  local wait = free - at - (burst - 1) * interval
  if wait > 0 then
    return math.ceil(wait)
  end
  redis.call('HSET', known, user, digits(free + interval))
  return nil
end

local function refusal(user, reply, named)
  if redis.call('HEXISTS', banned, user) == 1 then
    return room.kind == 'public' and 'banned' or 'not_found'
  end
  local text = redis.call('HGET', members, user)
  if not text then
    return room.kind == 'public' and 'not_member' or 'not_found'
  end
  local muted = member(text).muted
  if muted > at then
    return 'muted ' .. digits(muted - at)
  end
  if reply > room.head then
    return 'unknown ' .. digits(room.head)
  end
  for one in string.gmatch(named, '%S+') do
    if redis.call('HEXISTS', members, one) == 0 then
      return 'stranger ' .. one
    end
  end
  local wait = interval > 0 and wait_for(user)
  return wait and 'rate_limited ' .. digits(wait)
end

local lines = {}
for i = FIRST, #ARGV, WIDTH do
  local user, cid, left_out, reply = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3])
  local named, body = ARGV[i + 4], ARGV[i + 5]
  local key = user .. '.' .. cid
  local first = redis.call('HGET', known, key) or redis.call('HGET', older, key)
  local answer = first and 'duplicate ' .. first or refusal(user, reply, named)
  if not answer then
    room.head = room.head + 1
    room.count = room.count + 1
    local seq = digits(room.head)
    local place = room.epoch .. ' ' .. seq .. ' ' .. digits(at)
    redis.call('XADD', log, 'MAXLEN', '~', most, seq .. '-0',
      'e', room.epoch, 't', digits(at), 'n', digits(room.count), 'k', 'message', 'b', body)
    redis.call('HSET', known, key, place)
    redis.call('ZADD', read, 'GT', seq, user)
    for one in string.gmatch(named, '%S+') do
      redis.call('ZADD', mentions, 0, one .. ':' .. string.format('%016.0f', room.head))
    end
    lines[#lines + 1] = seq .. ' ' .. left_out .. '\t' .. before .. '"epoch":"' .. room.epoch .. '","seq":' .. seq
      .. ',"at":' .. digits(at) .. ',' .. body .. '}\n'
    answer = 'stored ' .. place
  end
  answers[#answers + 1] = answer
end

if #lines > 0 then
  redis.call('HSET', meta, 'head', digits(room.head), 'count', digits(room.count), 'at', digits(at))
  redis.call('PEXPIRE', known, digits(2 * window))
  redis.call('PEXPIRE', log, digits(age))
  -- Now and then the old end is looked at: what is beyond its age goes.
  if room.head % 64 < #lines then
    local old = redis.call('XRANGE', log, '-', '+', 'COUNT', 128)
    local cut = nil
    for _, entry in ipairs(old) do
      if tonumber(entry[2][4]) >= at - age then
        break
      end
      cut = seq_of(entry) + 1
    end
    if cut then
      redis.call('XTRIM', log, 'MINID', digits(cut))
    end
  end
  redis.call('PUBLISH', channel, 'log ' .. room.epoch .. ' ' .. digits(at) .. '\n' .. table.concat(lines, ''))
end
return answers
