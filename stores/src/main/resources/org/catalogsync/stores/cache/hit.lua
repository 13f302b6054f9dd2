-- The answer, if every nonce is still the one it was made under; an absent nonce is another one.
-- KEYS answer
local fields = redis.call('HGETALL', KEYS[1])
local text = false
for i = 1, #fields, 2 do
  if fields[i] == 'text' then
    text = fields[i + 1]
  elseif redis.call('GET', fields[i]) ~= fields[i + 1] then
    return false
  end
end
return text
