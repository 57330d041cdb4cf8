-- Makes a user a member unless they are one already, and returns the room's state for them.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
  members = KEYS[7],
  online = KEYS[8],
  read = KEYS[9],
  received = KEYS[10],
  mentions = KEYS[11],
  banned = KEYS[12],
  muted = KEYS[13],
  pair = KEYS[14],
  out = KEYS[15],
  standing = KEYS[16],
}
local channel = ARGV[1]
local user = ARGV[2]
local name = ARGV[3]
local line = ARGV[4] -- 'user name'
local pod = ARGV[5] -- or ''
local epoch = ARGV[6] -- or ''
local seq = ARGV[7]
local create = ARGV[8] -- '1' to create a public room
local most = tonumber(ARGV[9]) -- events
local bytes = tonumber(ARGV[10])

local room = open_for_state(keys.meta)
if not room then
  if create == '0' then
    return { 'absent' }
  end
  make(keys.meta, 'public', '')
  room = open(keys.meta)
end
if is_banned(keys.banned, user) then
  return { room.kind == 'public' and 'banned' or 'not_found' }
end

local text = redis.call('HGET', keys.members, user)
local one, back
if text then
  one = member(text)
  if redis.call('HDEL', keys.pair, 'hidden:' .. user) == 1 then
    back = true
  end
elseif room.kind ~= 'public' then
  return { 'not_found' }
else
  one = add_member(keys, room, user, name, 'member')
end
if pod ~= '' then
  enter(channel, keys.members, keys.online, user, pod, line, keys.pair)
end
local answer = state_for(keys, room, user, one, epoch, seq, most, bytes, false)
answer[#answer + 1] = text and not back and 'was' or 'new'
return answer
