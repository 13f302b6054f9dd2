-- Keeps an answer with the nonces it was made under, unless one of them is not what it was.
-- KEYS answer, nonce:{isbn}… (n), keys:{isbn}… (n)   ARGV text, its life in ms, nonce… (n)
local n = (#KEYS - 1) / 2
for i = 1, n do
  if redis.call('GET', KEYS[1 + i]) ~= ARGV[2 + i] then
    return 0
  end
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'text', ARGV[1])
for i = 1, n do
  redis.call('HSET', KEYS[1], KEYS[1 + i], ARGV[2 + i])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
for i = 1, n do
  local registry = KEYS[1 + n + i]
  redis.call('SADD', registry, KEYS[1])
  redis.call('PEXPIRE', registry, 2 * ARGV[2])
end
return 1
