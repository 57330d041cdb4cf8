-- How a room and a membership begin and end. Functions take the keys as { meta, members, online, read, received,
-- mentions, muted, out, standing, pair }; the pair is that of a direct room.

-- Maximum number of bans, and of mutes of absent users, that a room remembers.
local MOST_REMEMBERED = 10000

-- Maximum number of ended memberships, the latest ones, that it remembers.
local MOST_OUT = 1000
local REASONS = { left = 0, kicked = 1, banned = 2 }

-- The notice that a membership ended may get lost, and a restarted store that lost a member must not seem to have
-- removed them. So each ended membership is kept until the user is a member again, scored 4 * its number + the reason.
local function record_removal(keys, user, reason)
  local number = redis.call('HINCRBY', keys.meta, 'outs', 1)
  redis.call('ZADD', keys.out, digits(4 * number + REASONS[reason]), user)
  redis.call('ZREMRANGEBYRANK', keys.out, 0, -MOST_OUT - 1)
end

-- Orders members by role and then by length of membership: owners below zero, then moderators, then members. So finding
-- the owners or the successor needs no search through thousands.
local APART = 2 ^ 40
local STANDING = { owner = -APART, moderator = 0, member = APART }

-- Where the order of some members is missing, because another release did not keep it, it is rebuilt once.
local function rebuild_order(keys)
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

-- Gives a member a role, and with it a place in the order.
local function set_role(keys, user, one)
  redis.call('ZADD', keys.standing, digits(STANDING[one.role] + one.order), user)
  write_member(keys.members, user, one)
end

-- Begins a membership with both cursors at the head. A mute survives from the previous membership.
local function add_member(keys, room, user, name, role)
  local one = { role = role, joined = room.head, muted = 0, name = name,
    order = redis.call('HINCRBY', keys.meta, 'joins', 1) }
  local muted = redis.call('HGET', keys.muted, user)
  if muted then
    read_mute(one, muted)
    redis.call('HDEL', keys.muted, user)
  end
  redis.call('ZREM', keys.out, user)
  begin_cursors(keys.read, keys.received, user, room.head)
  set_role(keys, user, one)
  return one
end

-- Ends a membership: publishes it in the room, in its place among the log events, and to the user.
local function end_membership(keys, channel, topic, user, one, reason)
  redis.call('HDEL', keys.members, user)
  redis.call('ZREM', keys.standing, user)
  record_removal(keys, user, reason)
  forget_cursors(keys.read, keys.received, keys.mentions, user)
  if one.muted < 0 or one.muted > now() then
    redis.call('HSET', keys.muted, user, mute_text(one))
  end
  local went = redis.call('HDEL', keys.online, user) == 1
  redis.call('SPUBLISH', channel, 'out ' .. user .. ' ' .. reason .. '\n')
  redis.call('PUBLISH', topic, 'left ' .. string.match(channel, '{(.-)}') .. ' ' .. reason)
  announce(channel, keys.members, keys.online, went and { '-' .. user .. ' ' .. one.name .. '\n' } or {}, keys.pair)
end

-- Publishes that something a member sees of the room has changed; `*` for everybody.
local function publish_changed(channel, whom)
  redis.call('SPUBLISH', channel, 'changed ' .. whom .. '\n')
end

-- How many owners a room has.
local function owners(keys)
  rebuild_order(keys)
  return redis.call('ZCOUNT', keys.standing, '-inf', '(0')
end

-- The successor of an owner who left: the longest-serving moderator, else member; nil if there is another owner, or
-- nobody.
local function successor_of(keys)
  rebuild_order(keys)
  local first = redis.call('ZRANGE', keys.standing, 0, 0, 'WITHSCORES')
  if not first[1] or tonumber(first[2]) < 0 then
    return nil
  end
  return first[1], member(redis.call('HGET', keys.members, first[1]))
end
