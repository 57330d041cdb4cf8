-- Who is there, and how the others are told.

-- Beyond this many a room tells numbers only, no names.
local NAMES = 500

-- Tells all pods how many are there, and those who watch the list of rooms that something changed;
-- and who came ('+') or went ('-'), each a line 'id name'.
local function announce(channel, members, online, lines)
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
local function enter(channel, members, online, user, pod, line)
  local pods = redis.call('HGET', online, user)
  if not pods then
    redis.call('HSET', online, user, pod)
    announce(channel, members, online, { '+' .. line .. '\n' })
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
