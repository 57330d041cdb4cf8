-- Whether someone with this role may write in a room: send, edit, emit and type. `write` is that field of the room's
-- record. Nothing else decides it.
local function may_write(write, role)
  return write ~= 'moderators' or role ~= 'member'
end
