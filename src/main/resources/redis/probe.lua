-- Tries the commands that scripts and pods use, on a key that is deleted afterwards. Most calls fail for the type of
-- its value; Redis checks permissions before the type.
-- Returns INFO of the server, or '', then the command and error of each call that failed.
local probe = KEYS[1] -- also the name of a channel
local extent = ARGV[1] -- 'whole' to try every command, '' to try only a write

local CALLS = {
  'DECRBY 1', 'EXISTS', 'GET', 'GETRANGE 0 0', 'HDEL f', 'HEXISTS f', 'HGET f', 'HGETALL', 'HINCRBY f 1', 'HKEYS',
  'HLEN', 'HMGET f', 'HSCAN 0', 'HSET f v', 'HSETNX f v', 'INCRBY 1', 'PTTL', 'SADD m', 'SCARD', 'SISMEMBER m', 'SMEMBERS', 'SREM m',
  'SSCAN 0', 'UNLINK',
  'XADD * f v', 'XDEL 0-1', 'XLEN', 'XRANGE - +', 'XREVRANGE + -', 'XTRIM MAXLEN 1', 'ZADD GT 0 m', 'ZCARD', 'ZCOUNT 0 0',
  'ZLEXCOUNT - +', 'ZMSCORE m', 'ZRANGE 0 0', 'ZRANGEBYLEX - +', 'ZRANGEBYSCORE 0 0', 'ZREM m', 'ZREMRANGEBYLEX - +',
  'ZREMRANGEBYRANK 0 0', 'ZREMRANGEBYSCORE 0 0', 'ZREVRANGE 0 0', 'ZSCAN 0', 'ZSCORE m', 'PEXPIRE 10000',
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
try('SET', probe, '', 'px', '10000')
if extent == 'whole' then
  try('TIME')
  try('SCAN', '0')
  for _, call in ipairs(CALLS) do
    local words = {}
    for word in string.gmatch(call, '%S+') do
      words[#words + 1] = word
    end
    try(words[1], probe, unpack(words, 2))
  end
end
try('DEL', probe)
try('PUBLISH', probe, 'proof')
try('SPUBLISH', probe, 'proof')
return { info, unpack(failed) }
