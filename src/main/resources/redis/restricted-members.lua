-- Returns a page of those who are muted or banned in a room, members or not, for a moderator.
-- Returns 'ok', members, online, next phase or '', next cursor, then for each the user, their record or '', 1 when
-- online, and until when, 0 for until it is undone; 'forgotten' when the list to continue is no longer remembered; or
-- the refusal. It scans up to a limit, so a page may be short, or empty, and still have a next one.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  banned = KEYS[4],
  muted = KEYS[5],
  listed = KEYS[6], -- those already returned
}
local asking = ARGV[1]
local continued = ARGV[2] -- '1' for a further page
local phase = ARGV[3] -- 'muted' for muted members, then 'absent' for muted users who are no members; or 'banned'
local cursor = ARGV[4]
local page = tonumber(ARGV[5]) -- its size
local remembered = ARGV[6] -- ms for which a list is remembered
local power = ARGV[7] -- 'moderator' for a key that may do what one may, else ''

local room = open(keys.meta)
local one = insider(keys.members, room, keys.banned, asking)
if not one then
  return { outsider_refusal(room, keys.banned, asking) }
end
local role = power ~= '' and power or one.role
if role == 'member' then
  return { 'role', 'moderator', role }
end
if continued == '1' and redis.call('EXISTS', keys.listed) == 0 then
  return { 'forgotten' }
end
local WALK, STEPS = 60, 20
local at = now()

-- Until when, as long as it lasts; a clock that stepped back does not extend it.
local function lasting(till, span)
  local left = math.min(till - at, span or math.huge)
  return left > 0 and digits(at + left) or nil
end
local function until_when(text)
  if phase == 'banned' then
    local till, span = string.match(text, '^(%d+) ?%d* ?(%d*)$')
    return till == '0' and '0' or lasting(tonumber(till), tonumber(span))
  end
  local one = {}
  read_mute(one, phase == 'muted' and string.match(text, '^%S+ %S+ (%S+)') or text)
  return one.muted < 0 and '0' or lasting(one.muted, one.span)
end

local WHERE = { muted = keys.members, absent = keys.muted, banned = keys.banned }
local answer, given, seen = { 'ok', redis.call('HLEN', keys.members), redis.call('HLEN', keys.online), '', '0' }, {}, {}
local full = false
for _ = 1, STEPS do
  local step = redis.call('HSCAN', WHERE[phase], cursor, 'COUNT', WALK)
  for i = 1, #step[2], 2 do
    local user = step[2][i]
    local till = until_when(step[2][i + 1])
    if till and not seen[user] and not (continued == '1' and redis.call('SISMEMBER', keys.listed, user) == 1) then
      if #given == page then
        full = true
        break
      end
      seen[user] = true
      given[#given + 1] = user
      answer[#answer + 1] = user
      answer[#answer + 1] = phase == 'muted' and step[2][i + 1] or ''
      answer[#answer + 1] = redis.call('HEXISTS', keys.online, user)
      answer[#answer + 1] = till
    end
  end
  if full then
    break
  end
  cursor = step[1]
  if cursor == '0' then
    phase = phase == 'muted' and 'absent' or ''
  end
  if phase == '' or #given == page then
    break
  end
end
answer[4], answer[5] = phase, cursor
remember(keys.listed, phase ~= '', given, remembered)
return answer
