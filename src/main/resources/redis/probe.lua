-- Tries the commands that scripts and pods use, on a key that is deleted afterwards. Most calls fail for the type of
-- its value; Redis checks permissions before the type.
-- KEYS probe, also the name of a channel. ARGV 'whole' to try every command, '' to try only a write.
-- Returns INFO of the server, or '', then the command and error of each call that failed.
local CALLS = {
  'DECRBY 1', 'EXISTS', 'GET', 'HDEL f', 'HEXISTS f', 'HGET f', 'HGETALL', 'HINCRBY f 1', 'HKEYS', 'HLEN', 'HMGET f',
  'HSCAN 0', 'HSET f v', 'HSETNX f v', 'INCRBY 1', 'PTTL', 'SADD m', 'SCARD', 'SISMEMBER m', 'SMEMBERS', 'SREM m',
  'SSCAN 0', 'UNLINK',
  'XADD * f v', 'XDEL 0-1', 'XLEN', 'XRANGE - +', 'XREVRANGE + -', 'XTRIM MAXLEN 1', 'ZADD GT 0 m', 'ZCARD', 'ZCOUNT 0 0',
  'ZLEXCOUNT - +', 'ZMSCORE m', 'ZRANGE 0 0', 'ZRANGEBYLEX - +', 'ZRANGEBYSCORE 0 0', 'ZREM m', 'ZREMRANGEBYLEX - +',
  'ZREMRANGEBYRANK 0 0', 'ZREMRANGEBYSCORE 0 0', 'ZREVRANGE 0 0', 'ZSCORE m', 'PEXPIRE 10000',
}
local failed = {}

local function try(command, ...)
  local answer = redis.pcall(command, ...)
  if type(answer) == 'table' and answer.err then
    failed[#failed + 1], failed[#failed + 2] = command, answer.err
    return ''
  end
  return answer
end

local info = try('INFO', 'server')
-- First, because a full Redis allows everything after a script's first write.
try('SET', KEYS[1], '', 'px', '10000')
if ARGV[1] == 'whole' then
  try('TIME')
  for _, call in ipairs(CALLS) do
    local words = {}
    for word in string.gmatch(call, '%S+') do
      words[#words + 1] = word
    end
    try(words[1], KEYS[1], unpack(words, 2))
  end
end
try('DEL', KEYS[1])
try('PUBLISH', KEYS[1], 'proof')
try('SPUBLISH', KEYS[1], 'proof')
return { info, unpack(failed) }
