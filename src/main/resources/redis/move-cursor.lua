-- Moves a member's cursors, never back and never beyond the head. It notifies their own sessions, since here the order
-- of moves and messages is known; the pod notifies others.
-- Returns 'ok', members, and the received and read seqs to publish to others, 0 where unchanged.
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
  mentions = KEYS[10],
  banned = KEYS[11],
}
local user = ARGV[1]
local topic = ARGV[2] -- the user's
local name = ARGV[3] -- of the room
local session = ARGV[4]
-- The seqs they want to move to, 0 for none.
local received = tonumber(ARGV[5])
local read = tonumber(ARGV[6])
local quiet = tonumber(ARGV[7])
local always = ARGV[8] -- '1' to notify their sessions even if nothing moves

local room = open(keys.meta)
local text = room and redis.call('HGET', keys.members, user)
if not text then
  -- A bot that is no member has no cursors.
  return visitor(room, keys.banned, nil, user) and { 'ok', 0, '0', '0' }
    or { outsider_refusal(room, keys.banned, user) }
end

if is_bot(user) then
  -- Receipts do not count it, so nobody is told how far it has read.
  received, read, quiet = 0, 0, math.max(read, quiet)
end
local joined = member(text).joined
local seen, own = read_by(keys.read, user, joined)
local got = tonumber(redis.call('ZSCORE', keys.received, user) or joined)
local sees = math.max(seen, math.min(read, room.head))
local gets = math.max(got, math.min(received, room.head), sees)
local owns = math.max(own, sees, math.min(quiet, room.head))
if sees > seen then
  redis.call('ZADD', keys.read, 'GT', digits(sees), user)
end
if gets > got then
  redis.call('ZADD', keys.received, 'GT', digits(gets), user)
end
if owns > sees then
  redis.call('ZADD', keys.read, 'LT', '-' .. digits(owns), '~' .. user)
elseif own > seen then
  redis.call('ZREM', keys.read, '~' .. user)
end

if owns > own or always == '1' then
  redis.call('ZREMRANGEBYLEX', keys.mentions, '[' .. user .. ':', '[' .. user .. ':' .. padded(owns))
  redis.call('PUBLISH', topic, 'read ' .. name .. ' ' .. session .. ' ' .. digits(owns) .. ' '
    .. unread(keys, room, owns) .. ' ' .. mentioned(keys, keys.mentions, user, owns) .. ' ' .. digits(room.head)
    .. ' ' .. digits(mark_of(keys.read, user)))
end
return { 'ok', redis.call('HLEN', keys.members), gets > got and digits(gets) or '0',
  sees > seen and digits(sees) or '0' }
