-- Deletes what a forgotten user had decided about a direct room, and whether either had blocked the other.
-- KEYS meta pair. ARGV the forgotten user, the other.
-- Deletes everything when the room does not exist. Returns 1 when the room still exists.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('UNLINK', KEYS[2])
  return 0
end
for _, field in ipairs(redis.call('HKEYS', KEYS[2])) do
  local what, whose = string.match(field, '^(.-):(.*)$')
  if whose == ARGV[1] or (what == 'blocked' and whose == ARGV[2]) then
    redis.call('HDEL', KEYS[2], field)
  end
end
return 1
