-- Returns a page of a room's members, those online first and each member once, even if presence changes between pages.
-- KEYS meta members online banned listed pair
-- ARGV user, phase 'begin' | 'all' | 'online' | 'members', cursor, page size, ms for which a list is remembered
-- Returns 'ok', members, online, next phase or '', next cursor, then triples of user, their record, 1 when online; or
-- 'forgotten' when the list to continue is no longer remembered.
-- A small room is sorted as a whole for each page; a large one is scanned, first those online, then the others.
-- `listed` remembers the members already returned: it does not exist while all fit on the first page.
local members, online, listed, pair = KEYS[2], KEYS[3], KEYS[5], KEYS[6]
local room = open(KEYS[1])
if not room or redis.call('HEXISTS', members, ARGV[1]) == 0 then
  return { stranger(room, KEYS[4], ARGV[1]) }
end
local WHOLE, WALK, STEPS = 1000, 60, 20
local RANKS = { owner = '0', moderator = '1', member = '2' }
local phase, cursor, page = ARGV[2], ARGV[3], tonumber(ARGV[4])
local count = redis.call('HLEN', members)
local other = room.kind == 'direct' and peer_of(members, ARGV[1])
local answer = { 'ok', count, other and online_for(online, pair, ARGV[1], other) or redis.call('HLEN', online), '', '0' }
if phase == 'begin' then
  phase = count > WHOLE and 'online' or 'all'
elseif redis.call('EXISTS', listed) == 0 then
  return { 'forgotten' }
end

-- A blocked user of a direct room sees the other as they were when the block began.
local given = {}
local function add(user, text, here)
  if user == other then
    local one = member(text)
    one.name = redis.call('HGET', pair, 'blocked:' .. ARGV[1]) or one.name
    text = member_text(one)
    here = sees(pair, ARGV[1], other) and here or 0
  end
  given[#given + 1] = user
  answer[#answer + 1] = user
  answer[#answer + 1] = text
  answer[#answer + 1] = here
end
local function known(user)
  return redis.call('SISMEMBER', listed, user) == 1
end

if phase == 'all' then
  local all, rest = redis.call('HGETALL', members), {}
  for i = 1, #all, 2 do
    if not known(all[i]) then
      local one = member(all[i + 1])
      local here = redis.call('HEXISTS', online, all[i])
      local order = (1 - here) .. RANKS[one.role] .. string.lower(one.name) .. ' ' .. all[i]
      rest[#rest + 1] = { order = order, user = all[i], text = all[i + 1], here = here }
    end
  end
  table.sort(rest, function(a, b) return a.order < b.order end)
  for i = 1, math.min(page, #rest) do
    add(rest[i].user, rest[i].text, rest[i].here)
  end
  if #rest > page then
    answer[4] = 'all'
  end
else
  for _ = 1, STEPS do
    local step = redis.call('HSCAN', phase == 'online' and online or members, cursor, 'COUNT', WALK)
    local full, seen = false, {}
    for i = 1, #step[2], 2 do
      local user = step[2][i]
      local text = phase == 'members' and step[2][i + 1] or redis.call('HGET', members, user)
      if text and not seen[user] and not known(user) then
        if #given == page then
          full = true
          break
        end
        seen[user] = true
        add(user, text, phase == 'online' and 1 or redis.call('HEXISTS', online, user))
      end
    end
    if #given > 0 then
      redis.call('SADD', listed, unpack(given))
    end
    if full then
      break
    end
    cursor = step[1]
    if cursor == '0' then
      phase = phase == 'online' and 'members' or ''
      if phase == '' then
        break
      end
    end
    if #given == page then
      break
    end
  end
  answer[4], answer[5] = phase, cursor
end

if answer[4] == '' then
  redis.call('DEL', listed)
else
  -- '' is nobody's id: it keeps a list of which no member has been returned yet.
  redis.call('SADD', listed, '', unpack(given))
  redis.call('PEXPIRE', listed, ARGV[5])
end
return answer
