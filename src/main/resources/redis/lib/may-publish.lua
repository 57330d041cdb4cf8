-- Who may say something in a room that is not stored: members who are neither banned nor muted.
-- Answers nothing for who may; else why not.
local function may_pass(meta, members, banned, user)
  local kind = redis.call('HGET', meta, 'kind')
  local text = kind and redis.call('HGET', members, user)
  if not text or is_banned(banned, user) then
    return stranger(kind and { kind = kind }, banned, user)
  end
  return muted(members, user, member(text), now())
end
