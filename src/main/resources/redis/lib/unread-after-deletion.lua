-- With more users online than this, nobody is notified that a deletion changed unread counts.
local TOLD_OF_DELETIONS = 500

-- Messages that counted are deleted, the last of them at `of`: those who had not read it, and have fewer than 100
-- unread now, have a lower count. It notifies their sessions, as the cursor script does.
local function publish_unread_counts(keys, room, name, of)
  if redis.call('HLEN', keys.online) > TOLD_OF_DELETIONS then
    return
  end
  local users = redis.call('HKEYS', keys.online)
  if #users == 0 then
    return
  end
  local quietly = {}
  for i, user in ipairs(users) do
    quietly[i] = '~' .. user
  end
  local openly = redis.call('ZMSCORE', keys.read, unpack(users))
  quietly = redis.call('ZMSCORE', keys.read, unpack(quietly))
  local numbers, head = {}, digits(room.head)
  for i, user in ipairs(users) do
    local text = openly[i] or redis.call('HGET', keys.members, user)
    local seen = openly[i] and tonumber(openly[i]) or text and member(text).joined or room.head
    seen = math.max(seen, -tonumber(quietly[i] or 0))
    if seen < of then
      local number = numbers[seen]
      if not number then
        number = unread(keys, room, seen)
        numbers[seen] = number
      end
      if number < 100 then
        redis.call('PUBLISH', 'parley:{user:' .. user .. '}:feed', 'read ' .. name .. ' - ' .. digits(seen) .. ' '
          .. digits(number) .. ' ' .. mentioned(keys, keys.mentions, user, seen) .. ' ' .. head
          .. ' ' .. digits(mark_of(keys.read, user)))
      end
    end
  end
end
