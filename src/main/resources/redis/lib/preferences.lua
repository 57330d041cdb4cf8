-- What a member keeps of a room for themselves: the seq from which on they have marked it as unread, and what they are
-- notified of (1 all, 2 mentions, 3 none). Both are in the set of read cursors under these and the user, and negative,
-- so that nothing counts them.
local MARK, LEVEL = '^', '@'

local function mark_of(read, user)
  return -tonumber(redis.call('ZSCORE', read, MARK .. user) or 0)
end

local function level_of(read, user)
  return -tonumber(redis.call('ZSCORE', read, LEVEL .. user) or 0)
end

-- 0 is the same as none.
local function set_preference(read, which, user, value)
  if value == 0 then
    redis.call('ZREM', read, which .. user)
  else
    redis.call('ZADD', read, digits(-value), which .. user)
  end
end
