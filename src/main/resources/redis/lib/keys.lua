-- What every script about a room starts with: how numbers, places and pairs of users are written.

local function digits(number)
  return string.format('%.0f', number)
end

local function place_text(epoch, seq, at)
  return '"epoch":"' .. epoch .. '","seq":' .. seq .. ',"at":' .. at .. ','
end

-- The smaller and the larger of the two ids in a direct room.
local function two_of(room)
  return string.match(room, '^d:([a-z0-9]+):([a-z0-9]+)$')
end

-- The other member of a direct room; the user themselves where it is their notes.
local function peer_of(log, user)
  local smaller, larger = string.match(log, '{d:([a-z0-9]+):([a-z0-9]+)}')
  return user == smaller and larger or smaller
end
