-- Publishes an ephemeral event in a room.
-- KEYS meta members banned pair online passing
-- ARGV channel, user, the publication or '' to check only whether they may; bytes a second and burst to all listeners
local channel, user, publication = ARGV[1], ARGV[2], ARGV[3]
local refused = may_pass(KEYS[1], KEYS[2], KEYS[3], user)
if refused then
  return { refused }
end
if publication ~= '' then
  local weight = #publication * math.max(1, redis.call('HLEN', KEYS[5]))
  local wait = weigh(KEYS[6], user, weight, tonumber(ARGV[4]), tonumber(ARGV[5]))
  if wait then
    return { 'limited', digits(wait) }
  end
  if not blocked(KEYS[4], user) then
    redis.call('SPUBLISH', channel, publication)
  end
end
return { 'ok' }
