-- Where a room's log ends. KEYS meta. Answers epoch, head, and how many memberships ended so far; or nothing.
local room = open(KEYS[1])
return room and { room.epoch, digits(room.head), redis.call('HGET', KEYS[1], 'outs') or '0' } or {}
