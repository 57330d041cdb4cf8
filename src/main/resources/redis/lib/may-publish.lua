-- Checks that a user may publish ephemeral events in a room: a member who is neither banned nor muted, or a bot that
-- needs not be one; and who may write there, or with a key that lets them (`writes`).
-- Returns nothing if the user may, else the refusal.
local function may_publish(keys, user, writes)
  local fields = redis.call('HMGET', keys.meta, 'kind', 'write')
  local kind = fields[1]
  local text = kind and redis.call('HGET', keys.members, user)
  local one = text and not is_banned(keys.banned, user) and member(text)
    or not text and visitor(kind and { kind = kind }, keys.banned, keys.muted, user)
  if not one then
    return outsider_refusal(kind and { kind = kind }, keys.banned, user)
  end
  return muted(keys.members, user, one, now()) or not may_write(fields[2], one.role, writes) and 'reader' or nil
end
