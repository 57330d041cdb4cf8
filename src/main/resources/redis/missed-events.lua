-- Returns the events of a room that a pod missed, for all of its members at once.
-- KEYS meta, those of the log (five)
-- ARGV epoch, seq, max events, bytes
-- Returns state ('part' where more entries follow), epoch, head, then for each entry its epoch, seq, kind and JSON
-- members; and, for an entry that only one user sees, that user and what replaces it for others, else '' twice.
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
