-- Finds keys of backends by their ids.
-- Returns the time, and for each id what is written of the key and its secrets, '' for one that does not exist.
local keys = {
  written = KEYS[1], -- hash: id → a line each: name, scopes, rooms, user, when it was made
  secrets = KEYS[2], -- hash: id → "expires digest", and then " until former-digest" while two are good
}
local wanted = {}
for i = 1, #ARGV, 1 do
  local id = ARGV[i]
  wanted[i] = id
end

local written = redis.call('HMGET', keys.written, unpack(wanted))
local secrets = redis.call('HMGET', keys.secrets, unpack(wanted))
local answer = { string.format('%.0f', now()) }
for i in ipairs(wanted) do
  answer[#answer + 1] = written[i] or ''
  answer[#answer + 1] = secrets[i] or ''
end
return answer
