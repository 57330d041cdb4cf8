-- Who is there, and how the others are told.

-- Beyond this many a room tells numbers only, no names.
local NAMES = 500

-- The same as `announce` in a direct room, to each of the two what he may know.
local function announce_to_each(channel, members, online, lines, pair, smaller, larger)
  for _, two in ipairs({ { smaller, larger }, { larger, smaller } }) do
    local viewer, other = two[1], two[2]
    local text = 'here ' .. redis.call('HLEN', members) .. ' ' .. online_for(online, pair, viewer, other) .. ' ' .. viewer
      .. '\n'
    redis.call('SPUBLISH', channel, text .. (sees(pair, viewer, other) and table.concat(lines, '') or ''))
  end
end

-- Tells all pods how many are there, and those who watch the list of rooms that something changed;
-- and who came ('+') or went ('-'), each a line 'id name'. `pair` is that of a direct room.
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
    redis.call('PUBLISH', 'parley:rooms:feed', room)
  end
end

-- Who is online is kept as user -> "pod pod"; he is there as long as one pod holds a connection of his.
local function enter(channel, members, online, user, pod, line, pair)
  local pods = redis.call('HGET', online, user)
  if not pods then
    redis.call('HSET', online, user, pod)
    announce(channel, members, online, { '+' .. line .. '\n' }, pair)
  elseif not string.find(' ' .. pods .. ' ', ' ' .. pod .. ' ', 1, true) then
    redis.call('HSET', online, user, pods .. ' ' .. pod)
  end
end

-- Takes one pod from a user's; true when it was his last one.
local function exit(online, user, pod)
  local pods = redis.call('HGET', online, user)
  if not pods then
    return false
  end
  local rest = {}
  for one in string.gmatch(pods, '%S+') do
    if one ~= pod then
      rest[#rest + 1] = one
    end
  end
  if #rest == 0 then
    redis.call('HDEL', online, user)
    return true
  end
  redis.call('HSET', online, user, table.concat(rest, ' '))
  return false
end
