-- Who may say something in a room that is not stored: members who are neither banned nor muted.
-- Answers nothing for who may; else why not.
local function may_pass(meta, members, banned, user)
  local kind = redis.call('HGET', meta, 'kind')
  if not kind then
    return 'not_found'
  end
  if redis.call('HEXISTS', banned, user) == 1 then
    return kind == 'public' and 'banned' or 'not_found'
  end
  local text = redis.call('HGET', members, user)
  if not text then
    return kind == 'public' and 'not_member' or 'not_found'
  end
  local left = member(text).muted - now()
  return left > 0 and 'muted ' .. digits(left) or nil
end
