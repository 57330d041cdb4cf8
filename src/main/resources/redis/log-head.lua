-- Returns epoch and head of a room's log and how many memberships have ended so far; or nothing. KEYS meta.
local room = open(KEYS[1])
return room and { room.epoch, digits(room.head), redis.call('HGET', KEYS[1], 'outs') or '0' } or {}
