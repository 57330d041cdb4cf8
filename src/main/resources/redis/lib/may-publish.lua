-- Checks that a user may publish ephemeral events in a room: a member who is neither banned nor muted.
-- Returns nothing if the user may, else the refusal.
local function may_publish(meta, members, banned, user)
  local kind = redis.call('HGET', meta, 'kind')
  local text = kind and redis.call('HGET', members, user)
  if not text or is_banned(banned, user) then
    return outsider_refusal(kind and { kind = kind }, banned, user)
  end
  return muted(members, user, member(text), now())
end
