-- The nonce of each ISBN, made where there is none.
-- KEYS nonce:{isbn}…   ARGV new nonce, its life in ms
local nonces = {}
for i, key in ipairs(KEYS) do
  redis.call('SET', key, ARGV[1], 'NX', 'PX', ARGV[2])
  nonces[i] = redis.call('GET', key)
end
return nonces
