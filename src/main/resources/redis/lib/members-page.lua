local RANKS = { owner = '0', moderator = '1', member = '2' }

-- Where a member stands among those that are sorted: online members first (`here` is 1), then by role and name.
local function standing_of(user, one, here)
  return (1 - here) .. RANKS[one.role] .. string.lower(one.name) .. ' ' .. user
end

-- Remembers who was returned from a list, as long as there is a next page.
local function remember(listed, goes_on, given, lasting)
  if goes_on then
    -- '' is nobody's id: it keeps a list of which no member has been returned yet.
    redis.call('SADD', listed, '', unpack(given))
    redis.call('PEXPIRE', listed, lasting)
  else
    redis.call('DEL', listed)
  end
end
