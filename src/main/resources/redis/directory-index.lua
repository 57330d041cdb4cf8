-- Indexes the words of rooms that are in the directory with these titles.
local rooms = KEYS[1]
local titles = KEYS[2]
local words = KEYS[3]
local starts = KEYS[4]

for i = 1, #ARGV, 3 do
  local room = ARGV[i]
  local title = ARGV[i + 1] -- in lower case, or ''
  local lines = ARGV[i + 2] -- what is indexed of id and title, a line each
  if redis.call('ZSCORE', rooms, room) and (redis.call('HGET', titles, room) or '') == title then
    index_room(words, starts, room, title, lines)
  end
end
return 1
