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

-- A bot: the user behind a key (protocol.md section 11). Nobody else's id begins so.
local function is_bot(user)
  return string.sub(user, 1, 4) == 'bot0'
end

-- What a bot is in a public room without being a member: its key lets it read and write there. Only a mute of somebody
-- absent is known of it; `muted` is nil where that does not matter. Nil for everyone else.
local function visitor(room, banned, muted, user)
  if not room or room.kind ~= 'public' or not is_bot(user) or is_banned(banned, user) then
    return nil
  end
  local one = { role = 'member', joined = 0, muted = 0, order = 0, name = user }
  local text = muted and redis.call('HGET', muted, user)
  if text then
    read_mute(one, text)
    -- A clock that steps back must not make a member of it.
    one.span = nil
  end
  return one
end

-- A member, or a bot that needs not be one; nil for others. `room` is nil when there is none.
local function insider(members, room, banned, user)
  local text = room and redis.call('HGET', members, user)
  return text and member(text) or visitor(room, banned, nil, user)
end
