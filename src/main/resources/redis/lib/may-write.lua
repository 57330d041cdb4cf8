-- Whether someone with this role may write in a room: send, edit, emit and type. `write` is that field of the room's
-- record, `key` whether a key lets them. Nothing else decides it.
local function may_write(write, role, key)
  return write ~= 'moderators' or role ~= 'member' or key
end
