-- Changes to a member's record, and who may publish in a room.

local function mute_text(one)
  return digits(one.muted) .. (one.span and one.muted > 0 and '~' .. digits(one.span) or '')
end

local function member_text(one)
  local place = digits(one.joined) .. ' ' .. mute_text(one) .. ' ' .. digits(one.order or 0)
  return one.role .. ' ' .. place .. ' ' .. one.name
end

local function write_member(members, user, one)
  redis.call('HSET', members, user, member_text(one))
end

-- Why a member may not publish at this time: nothing, or 'muted' and the ms until that ends, if it does.
local function muted(members, user, one, at)
  if one.muted < 0 then
    return 'muted'
  elseif one.muted <= at then
    return nil
  elseif one.span and one.muted > at + one.span then
    one.muted = at + one.span
    write_member(members, user, one)
  end
  return 'muted ' .. digits(one.muted - at)
end

-- The refusal for a user who is not a member; `room` is nil when there is none.
local function outsider_refusal(room, banned, user)
  if not room or room.kind ~= 'public' then
    return 'not_found'
  end
  return is_banned(banned, user) and 'banned' or 'not_member'
end

-- Whether the other in a direct room has blocked the user: then the user's messages go nowhere, without notice.
local function blocked(pair, user)
  return redis.call('HEXISTS', pair, 'blocked:' .. user) == 1
end
