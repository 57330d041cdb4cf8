-- One of the two of a direct room is forgotten: takes out what they had decided about it, and whether either had blocked
-- the other. KEYS meta pair. ARGV the one who is forgotten, the other.
-- Where there is no such room nothing stays. Answers 1 when the room is still there.
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
