-- Returns epoch and head of a room's log and how many memberships have ended so far; or nothing.
local keys = { meta = KEYS[1] }

local room = open(keys.meta)
return room and { room.epoch, digits(room.head), redis.call('HGET', keys.meta, 'outs') or '0' } or {}
