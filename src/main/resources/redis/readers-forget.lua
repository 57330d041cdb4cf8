-- Takes a room whose log has been read from the list, unless it was listed again.
-- Returns when it was listed last, or '' if it is not any more.
local rooms = KEYS[1] -- room → when it was last listed
local room = ARGV[1]
local seen = ARGV[2] -- when it was listed, as far as the reader knows

local listed = redis.call('ZSCORE', rooms, room)
if listed and tonumber(listed) > tonumber(seen) then
  return listed
end
redis.call('ZREM', rooms, room)
return ''
