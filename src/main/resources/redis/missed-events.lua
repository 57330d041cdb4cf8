-- What a pod missed of a room, for all of its members at once.
-- KEYS meta, those of the log (five)
-- ARGV epoch, seq, events at most, bytes
-- Answers state ('part' where the last of them is not the end), epoch, head, then for each entry its epoch, its seq, its kind and JSON members; and for one that only
-- one user sees that user, and what stands for it before others, else '' twice.
local room = open(KEYS[1])
if not room then
  return { 'absent', '-', '0' }
end
local keys = kept_at(2)
local state, found, missed = since(keys, room, ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))
local answer = { state == 'large' and 'reset' or state, room.epoch, digits(room.head) }
for i, text in ipairs(found) do
  local entry = missed[i]
  answer[#answer + 1] = place_of(entry)
  answer[#answer + 1] = entry.id
  answer[#answer + 1] = text
  answer[#answer + 1] = entry.only or ''
  answer[#answer + 1] = entry.only and 'delete ' .. instead(entry) or ''
end
return answer
