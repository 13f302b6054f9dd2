-- The row rules as far as SQL says them plainly. Text is not brought to a normal form, days of the eras are not read.
WITH source AS (
    SELECT * FROM read_csv($FILES,
        auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = 'NULL',
        ignore_errors = true, store_rejects = true,
        columns = {isbn: 'VARCHAR', title: 'VARCHAR', kana: 'VARCHAR', author: 'VARCHAR', genre: 'VARCHAR', qty: 'VARCHAR',
            warehouse: 'VARCHAR', status: 'VARCHAR', price: 'VARCHAR', restocked: 'VARCHAR', eta: 'INTEGER', updated: 'TIMESTAMP'})
), typed AS (
    SELECT *,
        replace(translate(isbn, '０１２３４５６７８９', '0123456789'), '-', '') AS digits,
        TRY_CAST(replace(translate(qty, '０１２３４５６７８９', '0123456789'), ',', '') AS INTEGER) AS quantity,
        TRY_CAST(translate(price, '０１２３４５６７８９,¥円', '0123456789') AS INTEGER) AS yen,
        coalesce(TRY_CAST(replace(restocked, '/', '-') AS DATE), TRY_CAST(try_strptime(restocked, '%Y%m%d') AS DATE)) AS restock_day
    FROM source
), keyed AS (
    SELECT *,
        CASE WHEN length(digits) = 13 THEN TRY_CAST(digits AS BIGINT) END AS n13,
        CASE WHEN length(digits) = 10 THEN TRY_CAST(left(digits, 9) AS BIGINT) END AS n9
    FROM typed
), judged AS (
    SELECT *,
        coalesce((n13 % 10 + n13 // 100 % 10 + n13 // 10000 % 10 + n13 // 1000000 % 10 + n13 // 100000000 % 10
                + n13 // 10000000000 % 10 + n13 // 1000000000000 % 10
            + 3 * (n13 // 10 % 10 + n13 // 1000 % 10 + n13 // 100000 % 10 + n13 // 10000000 % 10 + n13 // 1000000000 % 10
                + n13 // 100000000000 % 10)) % 10 = 0,
            (2 * (n9 % 10) + 3 * (n9 // 10 % 10) + 4 * (n9 // 100 % 10) + 5 * (n9 // 1000 % 10) + 6 * (n9 // 10000 % 10)
                + 7 * (n9 // 100000 % 10) + 8 * (n9 // 1000000 % 10) + 9 * (n9 // 10000000 % 10) + 10 * (n9 // 100000000 % 10)
                + CASE digits[10] WHEN 'X' THEN 10 ELSE TRY_CAST(digits[10] AS INTEGER) END) % 11 = 0,
            false)
        AND coalesce(length(trim(title, ' 　')) BETWEEN 1 AND 500, false)
        AND coalesce(quantity >= 0, false)
        AND warehouse IS NOT NULL AS accepted
    FROM keyed
)
SELECT count(*) AS rows,
    count(*) FILTER (accepted) AS accepted,
    sum(quantity) FILTER (accepted) AS quantity, count(yen) AS prices, count(restock_day) AS days, max(updated) AS newest,
    bit_xor(md5_number_lower(concat_ws('|', digits, title, kana, author, genre, quantity, warehouse, status, yen, restock_day, eta)))
        FILTER (accepted) AS hashes
FROM judged
