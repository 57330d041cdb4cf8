-- Publishes an ephemeral event in a room.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  banned = KEYS[3],
  pair = KEYS[4],
  online = KEYS[5],
  passing = KEYS[6],
  muted = KEYS[7],
}
local channel = ARGV[1]
local user = ARGV[2]
local publication = ARGV[3] -- '' checks only whether they may publish
local per_second = tonumber(ARGV[4]) -- bytes to all listeners
local burst = tonumber(ARGV[5]) -- bytes to all listeners
local connections = tonumber(ARGV[6]) -- of the user on this pod
local writes = ARGV[7] ~= '' -- a key lets them write where few may

local refused = may_publish(keys, user, writes)
if refused then
  return { refused }
end
if publication ~= '' then
  -- In a direct room only those whom the user sees online count: the limit would betray the other.
  local other = peer_of(channel, user)
  local here = other and online_for(keys.online, keys.pair, user, other) or redis.call('HLEN', keys.online)
  -- Each member counts once, but the sender with every connection, or one user alone could multiply what they send;
  -- on their other pods they are taken to have as many as here.
  local _, other_pods = string.gsub(redis.call('HGET', keys.online, user) or '', ' ', ' ')
  local own = math.max(1, connections) * (other_pods + 1)
  local weight = #publication * (math.max(1, here) + own - 1)
  local wait = weigh(keys.passing, user, weight, per_second, burst)
  if wait then
    return { 'limited', digits(wait) }
  end
  if blocked(keys.pair, user) then
    -- Their own sessions only, or its absence would betray the block; another release ignores the kind.
    publication = 'echo ' .. user .. string.sub(publication, #'emit' + 1)
  end
  redis.call('SPUBLISH', channel, publication)
end
return { 'ok' }
