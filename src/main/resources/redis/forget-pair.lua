-- Deletes what a forgotten user had decided about a direct room, and whether either had blocked the other.
-- Deletes everything when the room does not exist. Returns 1 when the room still exists.
local keys = {
  meta = KEYS[1],
  pair = KEYS[2],
}
local user = ARGV[1] -- the forgotten one
local other = ARGV[2]

if redis.call('EXISTS', keys.meta) == 0 then
  redis.call('UNLINK', keys.pair)
  return 0
end
for _, field in ipairs(redis.call('HKEYS', keys.pair)) do
  local what, whose = string.match(field, '^(.-):(.*)$')
  if whose == user or ((what == 'blocked' or what == 'cursors') and whose == other) then
    redis.call('HDEL', keys.pair, field)
  end
end
return 1
