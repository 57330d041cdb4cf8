-- Where a room's log ends. KEYS meta. Answers epoch and head, or nothing.
local room = open(KEYS[1])
return room and { room.epoch, digits(room.head) } or {}
