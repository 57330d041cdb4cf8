-- Returns a page of the members one of whose words begins with a prefix, those online first within what is sorted at
-- once, and each member once.
-- Returns what members.lua does; or what has to be indexed first: 'unindexed' and the number of joins so far, or
-- 'stale', the number of joins that are then indexed, and pairs of user and name.
-- An entry of the index is "rest of the name from a word on, folded \0 user \0 name": one whose name is not the user's
-- any more is removed here.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  banned = KEYS[4],
  standing = KEYS[5],
  names = KEYS[6],
  named = KEYS[7],
  listed = KEYS[8], -- the members already returned; does not exist while all fit on the first page
}
local asking = ARGV[1]
local prefix = ARGV[2] -- folded
local continued = ARGV[3] -- '1' for a further page
local after = ARGV[4] -- the entry behind which to continue, or ''
local page = tonumber(ARGV[5]) -- its size
local remembered = ARGV[6] -- ms for which a list is remembered
local anyway = ARGV[7] -- '1' to find what is indexed so far

local room = open(keys.meta)
if not insider(keys.members, room, keys.banned, asking) then
  return { outsider_refusal(room, keys.banned, asking) }
end
local MOST_SORTED, MOST_READ, MOST_JOINED, AT_ONCE = 500, 250, 1000, 200
local count = redis.call('HLEN', keys.members)

-- Whom the index lacks: those who joined since it was built, by the order of joining, and those renamed since.
local function unindexed()
  local facts = redis.call('HMGET', keys.named, 'joins')
  local joins = tonumber(redis.call('HGET', keys.meta, 'joins') or 0)
  local indexed = tonumber(facts[1] or -1)
  if indexed < 0 or indexed > joins or joins - indexed > MOST_JOINED
      or (joins > indexed and redis.call('ZCARD', keys.standing) ~= count) then
    return { 'unindexed', joins }
  end
  local upto, users = math.min(joins, indexed + AT_ONCE), {}
  if upto > indexed then
    for _, base in pairs(STANDING) do
      local some = redis.call('ZRANGEBYSCORE', keys.standing, '(' .. digits(base + indexed), digits(base + upto))
      for _, user in ipairs(some) do
        users[#users + 1] = user
      end
    end
  end
  if redis.call('HLEN', keys.named) > 2 then
    local cursor, most = '0', #users + AT_ONCE
    repeat
      local step = redis.call('HSCAN', keys.named, cursor, 'COUNT', AT_ONCE)
      cursor = step[1]
      for i = 1, #step[2], 2 do
        if string.sub(step[2][i], 1, 1) == '~' and #users < most then
          users[#users + 1] = string.sub(step[2][i], 2)
        end
      end
    until cursor == '0' or #users == most
  end
  if upto == joins and #users == 0 then
    return upto > indexed and { 'stale', upto } or nil
  end
  local answer = { 'stale', upto }
  local texts = #users > 0 and redis.call('HMGET', keys.members, unpack(users)) or {}
  for i, user in ipairs(users) do
    answer[#answer + 1] = user
    answer[#answer + 1] = texts[i] and member(texts[i]).name or ''
  end
  return answer
end

local lacks = anyway == '0' and unindexed()
if lacks then
  return lacks
end
if continued == '1' and redis.call('EXISTS', keys.listed) == 0 then
  return { 'forgotten' }
end

local entries = redis.call('ZRANGEBYLEX', keys.names, after == '' and '[' .. prefix or '(' .. after,
  '(' .. prefix .. '\255', 'LIMIT', 0, MOST_SORTED + 1)
-- Few are sorted as a whole for each page; many come in the order of the index.
local many = #entries > MOST_SORTED
local users, names = {}, {}
for i = 1, many and MOST_READ or #entries do
  users[i], names[i] = string.match(entries[i], '^%Z*%z(%Z*)%z(.*)$')
end
local texts = #users > 0 and redis.call('HMGET', keys.members, unpack(users)) or {}
local here = #users > 0 and redis.call('HMGET', keys.online, unpack(users)) or {}
local gone, found, taken = {}, {}, {}
for i, user in ipairs(users) do
  local one = texts[i] and member(texts[i])
  if not one or one.name ~= names[i] then
    gone[#gone + 1] = entries[i]
  elseif not taken[user] and (continued == '0' or redis.call('SISMEMBER', keys.listed, user) == 0) then
    taken[user] = true
    local online = here[i] and 1 or 0
    found[#found + 1] =
      { at = i, order = standing_of(user, one, online), user = user, text = texts[i], here = online }
  end
end
if #gone > 0 then
  redis.call('ZREM', keys.names, unpack(gone))
end
if not many then
  table.sort(found, function(a, b) return a.order < b.order end)
end
local answer = { 'ok', count, redis.call('HLEN', keys.online), '', '' }
local given = {}
for i = 1, math.min(page, #found) do
  local one = found[i]
  given[i] = one.user
  answer[#answer + 1] = one.user
  answer[#answer + 1] = one.text
  answer[#answer + 1] = one.here
end
if many then
  answer[4], answer[5] = 'found', #found > page and entries[found[page].at] or entries[#users]
elseif #found > page then
  answer[4], answer[5] = 'found', after
elseif anyway == '1' then
  answer[4], answer[5] = 'found', after
end
remember(keys.listed, answer[4] ~= '', given, remembered)
return answer
