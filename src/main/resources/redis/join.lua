-- Makes a user a member, or finds him one, and says how he finds the room.
-- KEYS meta log members online read received mentions banned muted changes gone pair out
-- ARGV channel, user, name, 'user name', pod or '', epoch or '', seq, 1 to make a public room, events at most, bytes
local keys = { meta = KEYS[1], log = KEYS[2], members = KEYS[3], online = KEYS[4], read = KEYS[5], received = KEYS[6],
  mentions = KEYS[7], muted = KEYS[9], changes = KEYS[10], gone = KEYS[11], out = KEYS[13] }
local channel, user, name, line, pod = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local room = open(KEYS[1])
if not room then
  if ARGV[8] == '0' then
    return { 'absent' }
  end
  make(KEYS[1], 'public', '')
  room = open(KEYS[1])
end
if is_banned(KEYS[8], user) then
  return { room.kind == 'public' and 'banned' or 'not_found' }
end

local text = redis.call('HGET', keys.members, user)
local one, back
if text then
  one = member(text)
  if redis.call('HDEL', KEYS[12], 'hidden:' .. user) == 1 then
    back = true
  end
elseif room.kind ~= 'public' then
  return { 'not_found' }
else
  one = admit(keys, room, user, name, 'member')
end
if pod ~= '' then
  enter(channel, keys.members, keys.online, user, pod, line)
end
local answer = state_for(keys, room, user, one, ARGV[6], ARGV[7], tonumber(ARGV[9]), tonumber(ARGV[10]),
  false)
answer[#answer + 1] = text and not back and 'was' or 'new'
return answer
