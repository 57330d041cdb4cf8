-- Returns the events of a room that a pod missed, for all of its members at once.
-- Returns state ('part' where more entries follow), epoch, head, then for each entry its epoch, seq, kind and JSON
-- members; and, for an entry that only one user sees, that user and what replaces it for others, else '' twice.
local keys = {
  meta = KEYS[1],
  log = KEYS[2],
  texts = KEYS[3],
  forms = KEYS[4],
  reactions = KEYS[5],
  deleted = KEYS[6],
}
local epoch = ARGV[1]
local seq = tonumber(ARGV[2])
local most = tonumber(ARGV[3]) -- events
local bytes = tonumber(ARGV[4])

local room = open(keys.meta)
if not room then
  return { 'absent', '-', '0' }
end
local state, found, missed = since(keys, room, epoch, seq, most, bytes)
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
