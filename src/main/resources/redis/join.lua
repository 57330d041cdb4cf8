-- Makes a user a member unless they are one already, and returns the room's state for them.
-- KEYS meta, those of the log (five), members online read received mentions banned muted pair out standing
-- ARGV channel, user, name, 'user name', pod or '', epoch or '', seq, 1 to create a public room, max events, bytes
local keys = kept_at(2)
keys.meta, keys.members, keys.online, keys.read, keys.received = KEYS[1], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
keys.mentions, keys.muted, keys.pair, keys.out, keys.standing = KEYS[11], KEYS[13], KEYS[14], KEYS[15], KEYS[16]
local channel, user, name, line, pod = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local room = open(KEYS[1])
if not room then
  if ARGV[8] == '0' then
    return { 'absent' }
  end
  make(KEYS[1], 'public', '')
  room = open(KEYS[1])
end
if is_banned(KEYS[12], user) then
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
  one = admit(keys, room, user, name, 'member')
end
if pod ~= '' then
  enter(channel, keys.members, keys.online, user, pod, line, keys.pair)
end
local answer = state_for(keys, room, user, one, ARGV[6], ARGV[7], tonumber(ARGV[9]), tonumber(ARGV[10]),
  false)
answer[#answer + 1] = text and not back and 'was' or 'new'
return answer
