-- What every script about a room starts with: how numbers are written, and where keys are.

local function digits(number)
  return string.format('%.0f', number)
end

-- The keys that every reader of the log has, in a row.
local function kept_at(first)
  return { log = KEYS[first], texts = KEYS[first + 1], forms = KEYS[first + 2], reactions = KEYS[first + 3],
    deleted = KEYS[first + 4] }
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
