-- Returns a page of a room's members, those online first and each member once, even if presence changes between pages.
-- Returns 'ok', members, online, next phase or '', next cursor, then triples of user, their record, 1 when online; or
-- 'forgotten' when the list to continue is no longer remembered.
-- A small room is sorted as a whole for each page; a large one is scanned, first those online, then the others.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  banned = KEYS[4],
  pair = KEYS[5],
  listed = KEYS[6], -- the members already returned; does not exist while all fit on the first page
}
local asking = ARGV[1]
local phase = ARGV[2] -- 'begin', 'all', 'online' or 'members'
local cursor = ARGV[3]
local page = tonumber(ARGV[4]) -- its size
local remembered = ARGV[5] -- ms for which a list is remembered

local room = open(keys.meta)
if not insider(keys.members, room, keys.banned, asking)
    or redis.call('HEXISTS', keys.pair, 'hidden:' .. asking) == 1 then
  return { outsider_refusal(room, keys.banned, asking) }
end
local WHOLE, WALK, STEPS = 1000, 60, 20
local count = redis.call('HLEN', keys.members)
local other = room.kind == 'direct' and peer_of(keys.members, asking)
local here = other and online_for(keys.online, keys.pair, asking, other) or redis.call('HLEN', keys.online)
local answer = { 'ok', count, here, '', '0' }
if phase == 'begin' then
  phase = count > WHOLE and 'online' or 'all'
elseif redis.call('EXISTS', keys.listed) == 0 then
  return { 'forgotten' }
end

-- A member's record, and 1 when online, as the asking member may know them: a blocked user of a direct room sees the
-- other as they were when the block began. Their place in the list follows from that, too, or it would tell the rest.
local function as_seen(user, text, here)
  if user ~= other or user == asking then
    return text, here
  end
  local one = member(text)
  one.name = redis.call('HGET', keys.pair, 'blocked:' .. asking) or one.name
  return member_text(one), sees(keys.pair, asking, other) and here or 0
end

local given = {}
local function add(user, text, here)
  given[#given + 1] = user
  answer[#answer + 1] = user
  answer[#answer + 1] = text
  answer[#answer + 1] = here
end
local function known(user)
  return redis.call('SISMEMBER', keys.listed, user) == 1
end

if phase == 'all' then
  local all, rest = redis.call('HGETALL', keys.members), {}
  for i = 1, #all, 2 do
    if not known(all[i]) then
      local text, here = as_seen(all[i], all[i + 1], redis.call('HEXISTS', keys.online, all[i]))
      rest[#rest + 1] = { order = standing_of(all[i], member(text), here), user = all[i], text = text, here = here }
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
    local step = redis.call('HSCAN', phase == 'online' and keys.online or keys.members, cursor, 'COUNT', WALK)
    local full, seen = false, {}
    for i = 1, #step[2], 2 do
      local user = step[2][i]
      local text = phase == 'members' and step[2][i + 1] or redis.call('HGET', keys.members, user)
      if text and not seen[user] and not known(user) then
        if #given == page then
          full = true
          break
        end
        seen[user] = true
        add(user, text, phase == 'online' and 1 or redis.call('HEXISTS', keys.online, user))
      end
    end
    if #given > 0 then
      redis.call('SADD', keys.listed, unpack(given))
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
remember(keys.listed, answer[4] ~= '', given, remembered)
return answer
