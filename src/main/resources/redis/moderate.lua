-- Changes a user's membership if the caller is allowed to.
-- Returns 'ok' and 'done', 'same' when nothing changed, 'may' or 'removed'; or the refusal.
local keys = {
  meta = KEYS[1],
  members = KEYS[2],
  online = KEYS[3],
  read = KEYS[4],
  received = KEYS[5],
  mentions = KEYS[6],
  banned = KEYS[7],
  muted = KEYS[8],
  out = KEYS[9],
  standing = KEYS[10],
}
local channel = ARGV[1]
local asking = ARGV[2]
local verb = ARGV[3]
local user = ARGV[4]
local span = tonumber(ARGV[5]) -- ms; 0 for until it is undone
local topic = ARGV[6] -- the user's
local name = ARGV[7] -- of the user to invite; '' to check only whether they may be invited
local power = ARGV[8] -- 'moderator' for a key that may do what one may, else ''

span = math.min(span, 100 * 366 * 24 * 3600 * 1000)
local RANK = { member = 1, moderator = 2, owner = 3 }

local room = open(keys.meta)
local asker = insider(keys.members, room, keys.banned, asking)
if not asker then
  return { outsider_refusal(room, keys.banned, asking) }
end
local mine = power ~= '' and power or asker.role
local text = redis.call('HGET', keys.members, user)
local one = text and member(text)

local function refusal()
  local needed = (verb == 'promote' or verb == 'demote') and 'owner' or 'moderator'
  if RANK[mine] < RANK[needed] then
    return { 'role', needed, mine }
  end
  if user == asking then
    if verb ~= 'demote' then
      return { 'self' }
    end
    return mine == 'owner' and owners(keys) == 1 and { 'last' } or nil
  end
  if one and verb ~= 'invite' and RANK[one.role] >= RANK[mine] then
    return { 'above', one.role }
  end
  return nil
end

local function full(remembered)
  return redis.call('HLEN', remembered) >= MOST_REMEMBERED and redis.call('HEXISTS', remembered, user) == 0
end

local function turn_to(role)
  one.role = role
  set_role(keys, user, one)
  publish_changed(channel, user)
  return { 'ok', 'done' }
end

-- For `span` ms; -1 until it is undone, 0 not muted.
local function mute(span)
  local mute = { muted = span > 0 and now() + span or span, span = span }
  if one and one.muted == mute.muted then
    return { 'ok', 'same' }
  elseif one then
    one.muted, one.span = mute.muted, mute.span
    write_member(keys.members, user, one)
    publish_changed(channel, user)
  elseif span == 0 then
    redis.call('HDEL', keys.muted, user)
  elseif full(keys.muted) then
    return { 'full' }
  else
    redis.call('HSET', keys.muted, user, mute_text(mute))
  end
  return { 'ok', 'done' }
end

local DO = {}

function DO.invite()
  if is_banned(keys.banned, user) then
    return { 'barred' }
  end
  if one then
    return { 'ok', 'same' }
  end
  if name == '' then
    return { 'ok', 'may' }
  end
  add_member(keys, room, user, name, 'member')
  redis.call('PUBLISH', topic, 'joined ' .. string.match(channel, '{(.-)}') .. ' -')
  announce(channel, keys.members, keys.online, {})
  return { 'ok', 'done' }
end

function DO.kick()
  if not one then
    return { 'ok', 'same' }
  end
  end_membership(keys, channel, topic, user, one, 'kicked')
  return { 'ok', 'removed' }
end

function DO.ban()
  if full(keys.banned) then
    return { 'full' }
  end
  redis.call('HSET', keys.banned, user, digits(span == 0 and 0 or now() + span) .. ' ' .. digits(room.head)
    .. (span == 0 and '' or ' ' .. digits(span)))
  if not one then
    return { 'ok', 'same' }
  end
  end_membership(keys, channel, topic, user, one, 'banned')
  return { 'ok', 'removed' }
end

function DO.unban()
  redis.call('HDEL', keys.banned, user)
  return { 'ok', 'done' }
end

function DO.mute()
  return mute(span == 0 and -1 or span)
end

function DO.unmute()
  return mute(0)
end

function DO.promote()
  if not one then
    return { 'stranger' }
  end
  return turn_to(one.role == 'member' and 'moderator' or 'owner')
end

function DO.demote()
  if not one then
    return { 'stranger' }
  end
  if one.role == 'member' then
    return { 'ok', 'same' }
  end
  return turn_to(one.role == 'owner' and 'moderator' or 'member')
end

return refusal() or DO[verb]()
