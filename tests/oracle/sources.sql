-- SPDX-License-Identifier: MIT
-- Where hits come from: channel, source, medium, campaign, term and content,
-- each way that the generator knows written down with the answer that GA4's
-- default channel groups give. In: hit.

-- The hits that may tell something: with a campaign, or from elsewhere.
CREATE TABLE landing AS
WITH foreigner AS (
	SELECT n, query, referrer FROM hit
	WHERE referrer NOT LIKE 'https://shop.example/%'
	    AND (referrer <> '-' OR query LIKE '%utm_%' OR query LIKE '%clid=%'
	    OR query LIKE '%NaPm=%' OR query LIKE '%DMKW=%') LIMIT -1),
address AS (
	SELECT n, query,
	    substr(referrer, instr(referrer, '://') + 3) AS address
	FROM foreigner LIMIT -1)
SELECT n, '&' || query AS query,
    replace(lower(substr(address, 1, instr(address || '/', '/') - 1)),
	'www.', '') AS host,
    '&' || substr(address, instr(address || '?', '?') + 1) AS words
FROM address;

-- The value of the first parameter of each name. A blank is + or %20.
CREATE TABLE param AS
WITH name(name, referred) AS (VALUES
	('utm_source', 0), ('utm_medium', 0), ('utm_campaign', 0),
	('utm_term', 0), ('utm_content', 0), ('n_query', 0), ('n_keyword', 0),
	('n_ad_group', 0), ('n_campaign_type', 0), ('DMKW', 0), ('DMCOL', 0),
	('gclid', 0), ('query', 1), ('q', 1)),
found AS (
	SELECT landing.rowid AS landing, name, referred,
	    iif(referred, words, query) AS text,
	    instr(iif(referred, words, query), '&' || name || '=') AS at
	FROM landing CROSS JOIN name LIMIT -1),
value AS (
	SELECT landing, name, substr(text, at + length(name) + 2) AS value
	FROM found WHERE at > 0 LIMIT -1)
SELECT landing, name, replace(substr(value, 1,
    instr(value || '&', '&') - 1), '+', '%20') AS value
FROM value;

CREATE TABLE mark AS
SELECT n, host,
    coalesce(max(value) FILTER (WHERE name = 'utm_source'), '') AS utm_source,
    coalesce(max(value) FILTER (WHERE name = 'utm_medium'), '') AS utm_medium,
    coalesce(max(value) FILTER (WHERE name = 'utm_campaign'), '')
	AS utm_campaign,
    coalesce(max(value) FILTER (WHERE name = 'utm_term'), '') AS utm_term,
    coalesce(max(value) FILTER (WHERE name = 'utm_content'), '')
	AS utm_content,
    max(value) FILTER (WHERE name = 'n_keyword') AS n_keyword,
    max(value) FILTER (WHERE name = 'n_query') AS n_query,
    max(value) FILTER (WHERE name = 'n_ad_group') AS n_group,
    max(value) FILTER (WHERE name = 'n_campaign_type') AS n_type,
    max(value) FILTER (WHERE name = 'DMKW') AS dmkw,
    max(value) FILTER (WHERE name = 'DMCOL') AS dmcol,
    max(value) FILTER (WHERE name = 'gclid') AS gclid,
    coalesce(max(value) FILTER (WHERE name = 'query'), '') AS query,
    coalesce(max(value) FILTER (WHERE name = 'q'), '') AS q
FROM landing LEFT JOIN param ON param.landing = landing.rowid
GROUP BY landing.rowid;

CREATE TABLE origin AS
WITH told AS (
	SELECT *, CASE WHEN utm_source <> '' THEN 'utm'
	    WHEN n_type IS NOT NULL THEN 'naver ad'
	    WHEN dmkw IS NOT NULL THEN 'daum ad'
	    WHEN gclid IS NOT NULL THEN 'google ad'
	    -- payment pages send customers back: nothing new
	    WHEN host IN ('stdpay.inicis.com', 'order.pay.naver.com',
		'pay.toss.im', 'online-pay.kakao.com') THEN NULL
	    WHEN host IN ('google.com', 'google.co.kr',
		'com.google.android.googlequicksearchbox') THEN 'google'
	    WHEN host IN ('search.naver.com', 'm.search.naver.com')
		THEN 'naver'
	    WHEN host IN ('search.daum.net', 'm.search.daum.net') THEN 'daum'
	    WHEN host = 'bing.com' THEN 'bing'
	    WHEN host LIKE '_%._%' THEN 'site'
	    END AS way
	FROM mark LIMIT -1),
split AS (
	SELECT n, way, host,
	CASE WHEN way = 'utm' THEN utm_source WHEN way = 'site' THEN host
	    ELSE replace(way, ' ad', '') END AS source,
	-- ChatGPT names itself and nothing else
	CASE WHEN way = 'utm' AND utm_medium <> '' THEN utm_medium
	    WHEN way IN ('utm', 'site') THEN 'referral'
	    WHEN way LIKE '% ad' THEN 'cpc'
	    ELSE 'organic' END AS medium,
	CASE WHEN way = 'utm' THEN utm_campaign
	    WHEN n_type = '1' THEN 'powerlink' WHEN n_type = '2' THEN 'shopping'
	    WHEN n_type = '4' THEN 'brandsearch' ELSE '' END AS campaign,
	CASE way WHEN 'utm' THEN utm_term
	    WHEN 'naver ad' THEN coalesce(n_keyword, n_query)
	    WHEN 'daum ad' THEN dmkw
	    WHEN 'naver' THEN query
	    WHEN 'daum' THEN q ELSE '' END AS term,
	CASE way WHEN 'utm' THEN utm_content WHEN 'naver ad' THEN n_group
	    WHEN 'daum ad' THEN dmcol ELSE '' END AS content
	FROM told WHERE way IS NOT NULL LIMIT -1)
SELECT n, CASE
    WHEN way = 'naver ad' AND campaign = 'shopping' THEN 'Paid Shopping'
    WHEN way LIKE '% ad' THEN 'Paid Search'
    WHEN way = 'utm' THEN CASE
	WHEN source = 'google' AND medium = 'cpc' THEN 'Paid Search'
	WHEN medium = 'paid_social' THEN 'Paid Social'
	WHEN source = 'youtube' AND medium = 'cpv' THEN 'Paid Video'
	WHEN medium = 'display' THEN 'Display'
	WHEN source IN ('ig', 'kakao') THEN 'Organic Social'
	WHEN source = 'youtube' AND medium = 'video' THEN 'Organic Video'
	WHEN medium = 'referral' THEN 'Referral'
	WHEN medium = 'email' THEN 'Email'
	WHEN medium = 'affiliate' THEN 'Affiliates'
	WHEN medium = 'sms' THEN 'SMS'
	ELSE 'Unassigned' END
    WHEN medium = 'organic' THEN 'Organic Search'
    -- social networks, blogs and boards
    WHEN host IN ('l.instagram.com', 'instagram.com', 'm.facebook.com',
	'l.facebook.com', 'lm.facebook.com', 'm.blog.naver.com',
	'blog.naver.com', 'cafe.naver.com', 't.co', 'threads.net',
	'kr.pinterest.com', 'band.us', 'brunch.co.kr', 'ppomppu.co.kr',
	'clien.net') THEN 'Organic Social'
    WHEN host = 'youtube.com' THEN 'Organic Video'
    ELSE 'Referral' END AS channel,
    source, medium, campaign, term, content
FROM split;

-- Each source once. The first is that of who comes from nowhere.
CREATE TABLE source (id INTEGER PRIMARY KEY, channel TEXT, source TEXT,
    medium TEXT, campaign TEXT, term TEXT, content TEXT,
    UNIQUE (channel, source, medium, campaign, term, content));
INSERT INTO source VALUES (1, 'Direct', '(direct)', '(none)', '', '', '');
INSERT OR IGNORE INTO source
    (channel, source, medium, campaign, term, content)
SELECT channel, source, medium, campaign, term, content FROM origin;

CREATE TABLE own (n INTEGER PRIMARY KEY, source INTEGER);
INSERT INTO own
SELECT n, id FROM origin NATURAL JOIN source;

-- Percent-encoded texts as UTF-8, each once. A byte at a time: the first of a
-- character tells how many more follow, six bits each.
CREATE TABLE byte (sent TEXT PRIMARY KEY, byte INTEGER) WITHOUT ROWID;
INSERT INTO byte
WITH RECURSIVE number(n) AS (
	SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 255)
SELECT printf('%%%02X', n), n FROM number;

CREATE TABLE plain (sent TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
INSERT INTO plain
WITH RECURSIVE
sent(sent) AS (
	SELECT campaign FROM source UNION SELECT term FROM source
	UNION SELECT content FROM source),
step(sent, rest, text, code, more) AS (
	SELECT sent, sent, '', 0, 0 FROM sent
	UNION ALL
	SELECT step.sent, substr(rest, iif(byte IS NULL, 2, 4)),
	    CASE WHEN byte IS NULL THEN text || substr(rest, 1, 1)
		WHEN byte < 128 THEN text || char(byte)
		WHEN more = 1 THEN text || char(code * 64 + byte % 64)
		ELSE text END,
	    CASE WHEN byte < 192 THEN code * 64 + byte % 64
		WHEN byte < 224 THEN byte % 32
		ELSE byte % 16 END,
	    CASE WHEN byte < 128 THEN 0 WHEN byte < 192 THEN more - 1
		WHEN byte < 224 THEN 1 WHEN byte < 240 THEN 2 ELSE 3 END
	FROM step LEFT JOIN byte ON byte.sent = upper(substr(rest, 1, 3))
	WHERE rest <> '')
SELECT sent, text FROM step WHERE rest = '';
