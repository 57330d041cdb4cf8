-- How a room and a membership begin and end. Functions take the keys as { meta, members, online, read, received,
-- mentions, muted, out }.

-- So many bans, and so many mutes of people who are not there, does a room remember.
local MOST_REMEMBERED = 10000

-- And so many of those whose membership ended last.
local MOST_OUT = 1000
local REASONS = { left = 0, kicked = 1, banned = 2 }

-- Who is out is told by what may get lost, and a store that was restarted must not be taken for one that forgot him. He
-- is kept until he is a member again, by four times how many were out before him, and the reason.
local function keep_out(keys, user, reason)
  local number = redis.call('HINCRBY', keys.meta, 'outs', 1)
  redis.call('ZADD', keys.out, digits(4 * number + REASONS[reason]), user)
  redis.call('ZREMRANGEBYRANK', keys.out, 0, -MOST_OUT - 1)
end

-- Begins a membership with both cursors at the head. A mute has outlived the one before.
local function admit(keys, room, user, name, role)
  local one = { role = role, joined = room.head, muted = 0, name = name,
    order = redis.call('HINCRBY', keys.meta, 'joins', 1) }
  local muted = redis.call('HGET', keys.muted, user)
  if muted then
    one.muted = tonumber(muted)
    redis.call('HDEL', keys.muted, user)
  end
  redis.call('ZREM', keys.out, user)
  begin_cursors(keys.read, keys.received, user, room.head)
  write_member(keys.members, user, one)
  return one
end

-- Ends a membership: told in the room, in its place among the log events, and to the user himself.
local function dismiss(keys, channel, topic, user, one, reason)
  redis.call('HDEL', keys.members, user)
  keep_out(keys, user, reason)
  forget_cursors(keys.read, keys.received, keys.mentions, user)
  if one.muted < 0 or one.muted > now() then
    redis.call('HSET', keys.muted, user, digits(one.muted))
  end
  local went = redis.call('HDEL', keys.online, user) == 1
  redis.call('SPUBLISH', channel, 'out ' .. user .. ' ' .. reason .. '\n')
  redis.call('PUBLISH', topic, 'left ' .. string.match(channel, '{(.-)}') .. ' ' .. reason)
  announce(channel, keys.members, keys.online, went and { '-' .. user .. ' ' .. one.name .. '\n' } or {})
end

-- Something that a member sees of the room changed for him; `*` for everybody.
local function tell_changed(channel, whom)
  redis.call('SPUBLISH', channel, 'changed ' .. whom .. '\n')
end

-- Who takes over from an owner who left: the longest-serving moderator, else member; nil while there is another owner,
-- or nobody.
local function heir_of(members)
  local heir, best = nil, nil
  local all = redis.call('HGETALL', members)
  for i = 1, #all, 2 do
    local one = member(all[i + 1])
    if one.role == 'owner' then
      return nil
    end
    local higher = best and one.role == 'moderator' and best.role == 'member'
    if not best or higher or (one.role == best.role and one.order < best.order) then
      heir, best = all[i], one
    end
  end
  return heir, best
end
