-- Who may say something in a room that is not stored: members who are neither banned nor muted.
-- Answers nothing for who may; else why not.
local function may_pass(meta, members, banned, user)
  local kind = redis.call('HGET', meta, 'kind')
  local text = kind and redis.call('HGET', members, user)
  if not text or is_banned(banned, user) then
    return stranger(kind and { kind = kind }, banned, user)
  end
  local one = member(text)
  if one.muted < 0 then
    return 'muted'
  end
  local left = one.muted - now()
  return left > 0 and 'muted ' .. digits(left) or nil
end
