-- Marks a room as unread from a message on for a member, or unmarks it, and notifies their sessions.
-- Returns 'ok', or the refusal.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
  members = KEYS[7],
  read = KEYS[8],
  mentions = KEYS[9],
  banned = KEYS[10],
  pair = KEYS[11],
}
local user = ARGV[1]
local topic = ARGV[2] -- the user's
local name = ARGV[3] -- of the room
local session = ARGV[4]
local seq = tonumber(ARGV[5]) -- 0 to unmark it

local room = open(keys.meta)
local text = room and redis.call('HGET', keys.members, user)
if not text or redis.call('HEXISTS', keys.pair, 'hidden:' .. user) == 1 then
  return { outsider_refusal(room, keys.banned, user) }
end
seq = math.min(seq, room.head)
if mark_of(keys.read, user) ~= seq then
  set_preference(keys.read, MARK, user, seq)
  local _, read = read_by(keys.read, user, member(text).joined)
  redis.call('PUBLISH', topic, 'marked ' .. name .. ' ' .. session .. ' ' .. digits(read) .. ' '
    .. unread(keys, room, read) .. ' ' .. mentioned(keys, keys.mentions, user, read) .. ' ' .. digits(room.head) .. ' '
    .. digits(seq))
end
return { 'ok' }
