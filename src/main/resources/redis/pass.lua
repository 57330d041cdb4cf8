-- Says something in a room that is not stored.
-- KEYS meta members banned pair
-- ARGV channel, user, the publication; '' only asks whether he may
local refused = may_pass(KEYS[1], KEYS[2], KEYS[3], ARGV[2])
if refused then
  return { refused }
end
if ARGV[3] ~= '' and not goes_nowhere(KEYS[4], ARGV[2]) then
  redis.call('SPUBLISH', ARGV[1], ARGV[3])
end
return { 'ok' }
