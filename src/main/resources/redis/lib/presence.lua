-- Who is online, and how others are notified.

-- With more users online than this, a room publishes counts only, no names.
local NAMES = 500

-- Like `announce`, but in a direct room: publishes to each of the two what they may know.
local function announce_to_each(channel, members, online, lines, pair, smaller, larger)
  for _, two in ipairs({ { smaller, larger }, { larger, smaller } }) do
    local viewer, other = two[1], two[2]
    local text = 'here ' .. redis.call('HLEN', members) .. ' ' .. online_for(online, pair, viewer, other) .. ' ' .. viewer
      .. '\n'
    redis.call('SPUBLISH', channel, text .. (sees(pair, viewer, other) and table.concat(lines, '') or ''))
  end
end

-- Publishes to all pods how many are online and who came ('+') or went ('-'), each a line 'id name'; and to the
-- subscribers of the directory that the room changed. `pair` is that of a direct room.
local function announce(channel, members, online, lines, pair)
  local smaller, larger = string.match(channel, '{d:([a-z0-9]+):([a-z0-9]+)}')
  if smaller and smaller ~= larger then
    announce_to_each(channel, members, online, lines, pair, smaller, larger)
    return
  end
  local here = redis.call('HLEN', online)
  local text = 'here ' .. redis.call('HLEN', members) .. ' ' .. here .. '\n'
  if here <= NAMES then
    text = text .. table.concat(lines, '')
  end
  redis.call('SPUBLISH', channel, text)
  local room = string.match(channel, '{(.-)}')
  if not string.find(room, ':', 1, true) then
    redis.call('PUBLISH', string.match(channel, '^[^:]+') .. ':rooms:feed', room)
  end
end

-- `online` maps a user to "pod pod"; they are online as long as one pod holds a connection of theirs.
local function enter(channel, members, online, user, pod, line, pair)
  local pods = redis.call('HGET', online, user)
  if not pods then
    redis.call('HSET', online, user, pod)
    announce(channel, members, online, { '+' .. line .. '\n' }, pair)
  elseif not string.find(' ' .. pods .. ' ', ' ' .. pod .. ' ', 1, true) then
    redis.call('HSET', online, user, pods .. ' ' .. pod)
  end
end

-- Removes a pod from the pods of users, each a line 'user name'. Returns the lines to announce of users who have no pod
-- left.
local function exit(online, users, pod)
  local ids, said, gone, lines = {}, {}, {}, {}
  for line, user in string.gmatch(users, '((%S+)[^\n]*)') do
    ids[#ids + 1], said[#said + 1] = user, line
  end
  for i, pods in ipairs(redis.call('HMGET', online, unpack(ids))) do
    local rest = {}
    for one in string.gmatch(pods or '', '%S+') do
      if one ~= pod then
        rest[#rest + 1] = one
      end
    end
    if pods and #rest == 0 then
      gone[#gone + 1], lines[#lines + 1] = ids[i], '-' .. said[i] .. '\n'
    elseif pods then
      redis.call('HSET', online, ids[i], table.concat(rest, ' '))
    end
  end
  if #gone > 0 then
    redis.call('HDEL', online, unpack(gone))
  end
  return lines
end
