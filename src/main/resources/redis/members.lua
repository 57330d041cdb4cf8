-- A page of who belongs to a room, the online ones first.
-- KEYS meta members online banned
-- ARGV user, phase 'all' | 'online' | 'members', cursor
-- Answers 'ok', members, online, phase, next phase or '', next cursor, then triples of user, his record, 1 when online.
-- A small room comes whole in the phase 'all', for the caller to sort and cut; a large one is walked, first those
-- online, then the others.
local members, online = KEYS[2], KEYS[3]
local room = open(KEYS[1])
if not room or redis.call('HEXISTS', members, ARGV[1]) == 0 then
  return { stranger(room, KEYS[4], ARGV[1]) }
end
local WHOLE, WALK = 1000, 40
local count = redis.call('HLEN', members)
local phase, cursor = ARGV[2], ARGV[3]
if phase == 'all' and count > WHOLE then
  phase, cursor = 'online', '0'
end
local answer = { 'ok', count, redis.call('HLEN', online), phase, '', '0' }
local function add(user, text, here)
  answer[#answer + 1] = user
  answer[#answer + 1] = text
  answer[#answer + 1] = here
end
if phase == 'all' then
  local all = redis.call('HGETALL', members)
  for i = 1, #all, 2 do
    add(all[i], all[i + 1], redis.call('HEXISTS', online, all[i]))
  end
elseif phase == 'online' then
  local page = redis.call('HSCAN', online, cursor, 'COUNT', WALK)
  for i = 1, #page[2], 2 do
    local text = redis.call('HGET', members, page[2][i])
    if text then
      add(page[2][i], text, 1)
    end
  end
  answer[5], answer[6] = page[1] == '0' and 'members' or 'online', page[1]
else
  local page = redis.call('HSCAN', members, cursor, 'COUNT', WALK)
  for i = 1, #page[2], 2 do
    if redis.call('HEXISTS', online, page[2][i]) == 0 then
      add(page[2][i], page[2][i + 1], 0)
    end
  end
  answer[5], answer[6] = page[1] == '0' and '' or 'members', page[1]
end
return answer
