-- Gives each ISBN a new nonce, which alone makes its answers unreadable, and tidies them away.
-- KEYS nonce:{isbn}… (n), keys:{isbn}… (n)   ARGV new nonce, its life in ms
local n = #KEYS / 2
for i = 1, n do
  redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
  for _, answer in ipairs(redis.call('SMEMBERS', KEYS[n + i])) do
    redis.call('DEL', answer)
  end
  redis.call('DEL', KEYS[n + i])
end
return n
