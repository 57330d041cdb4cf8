-- Returns the time, and then for each key its id, what is written of it, its secrets, and when it was last used or ''.
local keys = {
  written = KEYS[1],
  secrets = KEYS[2],
  used = KEYS[3], -- hash: id → when it was last used
}

local answer = { string.format('%.0f', now()) }
local all = redis.call('HGETALL', keys.written)
for i = 1, #all, 2 do
  answer[#answer + 1] = all[i]
  answer[#answer + 1] = all[i + 1]
  answer[#answer + 1] = redis.call('HGET', keys.secrets, all[i]) or ''
  answer[#answer + 1] = redis.call('HGET', keys.used, all[i]) or ''
end
return answer
