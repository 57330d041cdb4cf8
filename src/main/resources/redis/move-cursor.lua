-- Moves a member's cursors, never back and never beyond the head. It notifies their own sessions, since here the order
-- of moves and messages is known; the pod notifies others.
-- KEYS meta, those of the log (five), members read received mentions banned
-- ARGV user, their topic, room, session, then seqs, 0 for none: received, read, read quietly; 1 to always notify them
-- Returns 'ok', members, and the received and read seqs to publish to others, 0 where unchanged.
local keys = kept_at(2)
local members, read, received, mentions = KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local user, topic = ARGV[1], ARGV[2]

local room = open(KEYS[1])
local text = room and redis.call('HGET', members, user)
if not text then
  return { stranger(room, KEYS[11], user) }
end

local function wanted(i)
  return math.min(tonumber(ARGV[i]), room.head)
end

local joined = member(text).joined
local seen, own = read_by(read, user, joined)
local got = tonumber(redis.call('ZSCORE', received, user) or joined)
local sees = math.max(seen, wanted(6))
local gets = math.max(got, wanted(5), sees)
local owns = math.max(own, sees, wanted(7))
if sees > seen then
  redis.call('ZADD', read, 'GT', digits(sees), user)
end
if gets > got then
  redis.call('ZADD', received, 'GT', digits(gets), user)
end
if owns > sees then
  redis.call('ZADD', read, 'LT', '-' .. digits(owns), '~' .. user)
elseif own > seen then
  redis.call('ZREM', read, '~' .. user)
end

if owns > own or ARGV[8] == '1' then
  redis.call('ZREMRANGEBYLEX', mentions, '[' .. user .. ':', '[' .. user .. ':' .. padded(owns))
  redis.call('PUBLISH', topic, 'read ' .. ARGV[3] .. ' ' .. ARGV[4] .. ' ' .. digits(owns) .. ' '
    .. unread(keys, room, owns) .. ' ' .. mentioned(keys, mentions, user, owns) .. ' ' .. digits(room.head))
end
return { 'ok', redis.call('HLEN', members), gets > got and digits(gets) or '0', sees > seen and digits(sees) or '0' }
