-- Adds a room to a user's list. KEYS rooms. ARGV room, limit. Returns 1 when it is listed, 0 when the list is full.
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then
  return 1
end
if redis.call('SCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  return 0
end
return redis.call('SADD', KEYS[1], ARGV[1])
