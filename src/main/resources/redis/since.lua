-- What a pod missed of a room, for all of its members at once.
-- KEYS meta log
-- ARGV epoch, seq, events at most, bytes
-- Answers state, epoch, head, then for each entry its epoch, its seq and its JSON members.
local room = open(KEYS[1])
if not room then
  return { 'absent', '-', '0' }
end
local state, found = since(KEYS[2], room, ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))
local answer = { state == 'large' and 'reset' or state, room.epoch, digits(room.head) }
for _, text in ipairs(found) do
  answer[#answer + 1] = string.match(text, '^"epoch":"([^"]*)"')
  answer[#answer + 1] = string.match(text, '"seq":(%d+)')
  answer[#answer + 1] = text
end
return answer
