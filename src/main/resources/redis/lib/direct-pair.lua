-- What the two people of a direct room may know of each other. `pair` is the hash where they have decided it.

-- Whether `viewer` may know that the other of a direct room is online: not when that one has blocked him, and not before
-- that one has written there.
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
