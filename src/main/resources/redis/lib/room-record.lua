-- Opening a room.

-- The replication id of this store, or '' if it has none: as long as that is the one noted with the fence, so is the
-- run id. It is asked first, since its part of INFO is short; a store gets another with each run and each failover, and
-- now and then in between.
local this_store

-- The room record, or nil: what most scripts need of it, since each field takes time. Then the values of all
-- fields, with those that are asked for from the twelfth on.
local function open(meta, ...)
  local fields = redis.call('HMGET', meta, 'head', 'epoch', 'count', 'at', 'kind', 'generation', 'latest', 'filled',
    'store', 'litter', 'write', ...)
  if not fields[2] then
    return nil
  end
  local room = {
    head = tonumber(fields[1]),
    epoch = fields[2],
    count = tonumber(fields[3]),
    at = fields[4],
    kind = fields[5],
    generation = tonumber(fields[6]),
    latest = fields[7] or fields[5] == 'direct' and '0,0' or '0',
    filled = tonumber(fields[8] or 0),
    litter = tonumber(fields[10] or 0),
    write = fields[11] or '',
  }
  if not this_store then
    local info = redis.call('INFO', 'replication')
    -- A plain search: a pattern would be tried at each place before it.
    local _, label = string.find(info, 'master_replid:', 1, true)
    this_store = label and string.match(info, '^%x+', label + 1) or ''
  end
  if fields[9] ~= this_store then
    check_fence(meta, room, this_store)
    -- It may have changed further fields.
    return room
  end
  return room, fields
end
