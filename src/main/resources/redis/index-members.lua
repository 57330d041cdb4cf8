-- Adds names of members to the room's index of names; a name that is no longer the user's is left out.
local keys = {
  members = KEYS[1],
  names = KEYS[2],
  named = KEYS[3],
}
local step = ARGV[1] -- 'build' while the room is read as a whole, 'built' at its end, 'add' to what is built
local joins = ARGV[2] -- how many joins are indexed with this, or ''
local lasting = tonumber(ARGV[3]) -- ms for which an index is kept
-- Entries that are kept of those who left, and for each member.
local MOST_LEFT, MOST_WORDS = 1000, 3

-- Renames are recorded from the start of building on.
if step == 'add' and redis.call('HEXISTS', keys.named, 'joins') == 0 then
  return 0
end
-- What a search never read is not removed by it: an index that grew by those who left begins empty.
if step == 'build' and redis.call('EXISTS', keys.named) == 0
    and redis.call('ZCARD', keys.names) > MOST_LEFT + MOST_WORDS * redis.call('HLEN', keys.members) then
  redis.call('UNLINK', keys.names)
end
local entries, done = {}, {}
for i = 4, #ARGV, 3 do
  local user = ARGV[i]
  local name = ARGV[i + 1]
  local starts = ARGV[i + 2] -- the folded name from each word on, a line each
  local text = redis.call('HGET', keys.members, user)
  if not text or member(text).name == name then
    done[#done + 1] = '~' .. user
  end
  if text and member(text).name == name then
    for start in string.gmatch(starts, '[^\n]+') do
      entries[#entries + 1] = 0
      entries[#entries + 1] = start .. '\0' .. user .. '\0' .. name
    end
  end
end
for from = 1, #entries, 2000 do
  redis.call('ZADD', keys.names, unpack(entries, from, math.min(#entries, from + 1999)))
end
if #done > 0 then
  redis.call('HDEL', keys.named, unpack(done))
end
if step ~= 'add' then
  redis.call('HSET', keys.named, 'begun', '')
end
if joins ~= '' then
  redis.call('HSET', keys.named, 'joins', joins)
end
-- The names outlast what says that they are complete.
if step ~= 'add' then
  redis.call('PEXPIRE', keys.named, lasting)
end
redis.call('PEXPIRE', keys.names, 2 * lasting)
return #entries / 2
