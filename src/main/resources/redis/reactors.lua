-- Returns a page of those who have put an emoji on a message, as a member may know it.
-- Returns 'ok', 1 when there are more, then pairs of user and name, '' for who is no member any more; 'no_message' when
-- there is none at that seq.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  members = KEYS[6],
  banned = KEYS[7],
  pair = KEYS[8],
}
local asking = ARGV[1]
local seq = tonumber(ARGV[2])
local emoji = ARGV[3] -- as a JSON string
local after = ARGV[4] -- the user behind whom to continue, or ''
local page = tonumber(ARGV[5]) -- its size

local room = open(keys.meta)
local asker = insider(keys.members, room, keys.banned, asking)
if not asker or redis.call('HEXISTS', keys.pair, 'hidden:' .. asking) == 1 then
  return { outsider_refusal(room, keys.banned, asking) }
end
local entry = message_at(keys, seq, floor_of(room, asker), asking)
if not entry then
  return { 'no_message' }
end

local first = reaction(form_for(keys, entry.id, asking).field, emoji, '')
local found = redis.call('ZRANGEBYLEX', keys.reactions, after == '' and '[' .. first or '(' .. first .. after,
  '(' .. first .. '\255', 'LIMIT', 0, page + 1)
local answer = { 'ok', #found > page and 1 or 0 }
found[page + 1] = nil
local users = {}
for i, one in ipairs(found) do
  users[i] = string.sub(one, #first + 1)
end
-- Whoever is blocked goes on seeing the name that the other had then.
local former = room.kind == 'direct' and redis.call('HGET', keys.pair, 'blocked:' .. asking)
for i, one in ipairs(values(keys.members, users)) do
  answer[2 * i + 1] = users[i]
  answer[2 * i + 2] = users[i] ~= asking and former or one and member(one).name or ''
end
return answer
