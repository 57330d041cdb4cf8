-- What the two members of a direct room may know of each other. `pair` is the hash of their decisions.

-- Whether `viewer` may know that the other in a direct room is online: not if the other has blocked them, and not
-- before the other has written there.
local function sees(pair, viewer, other)
  return viewer == other or (pair and redis.call('HEXISTS', pair, 'blocked:' .. viewer) == 0
    and redis.call('HEXISTS', pair, 'spoke:' .. other) == 1)
end

-- How many are online in a direct room, as far as one of the two may know.
local function online_for(online, pair, viewer, other)
  local here = redis.call('HEXISTS', online, viewer)
  if viewer ~= other and sees(pair, viewer, other) then
    here = here + redis.call('HEXISTS', online, other)
  end
  return here
end
