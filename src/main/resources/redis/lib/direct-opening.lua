-- How a direct room becomes visible. Functions take the keys as { members, read, received, pair, online }.

-- Opens a direct room to those who do not have it, and notifies their sessions of the seq at which it begins for them.
-- For a user who has blocked the sender it stays hidden.
local function open_to(keys, room, name, found, user, names, seq)
  local own_name, others_name, own_topic, others_topic = string.match(names, '^(.-)\n(.-)\n(.-)\n(.-)$')
  for _, one in ipairs(found) do
    local called = one == user and own_name or others_name
    write_member(keys.members, one, { role = 'member', joined = 0, muted = 0, name = called })
    redis.call('ZADD', keys.read, 'NX', digits(room.head), one)
    redis.call('ZADD', keys.received, 'NX', digits(room.head), one)
    if one ~= user and blocked(keys.pair, user) then
      redis.call('HSET', keys.pair, 'hidden:' .. one, '1')
    else
      redis.call('HDEL', keys.pair, 'hidden:' .. one)
      redis.call('PUBLISH', one == user and own_topic or others_topic,
        'opened ' .. name .. ' ' .. room.epoch .. ' ' .. digits(seq))
    end
  end
end

-- A member who has written in a direct room appears online there from then on.
local function show(keys, channel, user)
  local text = redis.call('HGET', keys.members, user)
  if text and redis.call('HEXISTS', keys.online, user) == 1 then
    announce(channel, keys.members, keys.online, { '+' .. user .. ' ' .. member(text).name .. '\n' }, keys.pair)
  end
end
