-- How a room and a membership begin and end. Functions take the keys as { meta, members, online, read, received,
-- mentions, muted, out, standing, pair }; the pair is that of a direct room.

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

-- Members by their role and, within it, by how long they serve: owners below zero, then moderators, then members. So
-- nobody looks through thousands to find out who owns a room or who comes next.
local APART = 2 ^ 40
local STANDING = { owner = -APART, moderator = 0, member = APART }

-- Where the order is not known of everybody, because another release kept it not, it is found out once.
local function know_standing(keys)
  if redis.call('ZCARD', keys.standing) == redis.call('HLEN', keys.members) then
    return
  end
  redis.call('DEL', keys.standing)
  local all = redis.call('HGETALL', keys.members)
  for i = 1, #all, 2 do
    local one = member(all[i + 1])
    redis.call('ZADD', keys.standing, digits(STANDING[one.role] + one.order), all[i])
  end
end

-- Gives a member a role, or with it a place among the others.
local function stand(keys, user, one)
  redis.call('ZADD', keys.standing, digits(STANDING[one.role] + one.order), user)
  write_member(keys.members, user, one)
end

-- Begins a membership with both cursors at the head. A mute has outlived the one before.
local function admit(keys, room, user, name, role)
  local one = { role = role, joined = room.head, muted = 0, name = name,
    order = redis.call('HINCRBY', keys.meta, 'joins', 1) }
  local muted = redis.call('HGET', keys.muted, user)
  if muted then
    read_mute(one, muted)
    redis.call('HDEL', keys.muted, user)
  end
  redis.call('ZREM', keys.out, user)
  begin_cursors(keys.read, keys.received, user, room.head)
  stand(keys, user, one)
  return one
end

-- Ends a membership: told in the room, in its place among the log events, and to the user himself.
local function dismiss(keys, channel, topic, user, one, reason)
  redis.call('HDEL', keys.members, user)
  redis.call('ZREM', keys.standing, user)
  keep_out(keys, user, reason)
  forget_cursors(keys.read, keys.received, keys.mentions, user)
  if one.muted < 0 or one.muted > now() then
    redis.call('HSET', keys.muted, user, mute_text(one))
  end
  local went = redis.call('HDEL', keys.online, user) == 1
  redis.call('SPUBLISH', channel, 'out ' .. user .. ' ' .. reason .. '\n')
  redis.call('PUBLISH', topic, 'left ' .. string.match(channel, '{(.-)}') .. ' ' .. reason)
  announce(channel, keys.members, keys.online, went and { '-' .. user .. ' ' .. one.name .. '\n' } or {}, keys.pair)
end

-- Something that a member sees of the room changed for him; `*` for everybody.
local function tell_changed(channel, whom)
  redis.call('SPUBLISH', channel, 'changed ' .. whom .. '\n')
end

-- How many owners a room has.
local function owners(keys)
  know_standing(keys)
  return redis.call('ZCOUNT', keys.standing, '-inf', '(0')
end

-- Who takes over from an owner who left: the longest-serving moderator, else member; nil while there is another owner,
-- or nobody.
local function heir_of(keys)
  know_standing(keys)
  local first = redis.call('ZRANGE', keys.standing, 0, 0, 'WITHSCORES')
  if not first[1] or tonumber(first[2]) < 0 then
    return nil
  end
  return first[1], member(redis.call('HGET', keys.members, first[1]))
end
