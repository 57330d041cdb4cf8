-- Lists rooms whose logs have to be read: now, before something is added to them; or as if that had been a while ago,
-- unless they are listed.
-- Returns the time.
local rooms = KEYS[1] -- room → when it was last listed
local ago = tonumber(ARGV[1]) -- ms; 0 for now
local at = now()
for i = 2, #ARGV, 1 do
  local room = ARGV[i]
  if ago == 0 then
    redis.call('ZADD', rooms, string.format('%.0f', at), room)
  else
    redis.call('ZADD', rooms, 'NX', string.format('%.0f', at - ago), room)
  end
end
return string.format('%.0f', at)
