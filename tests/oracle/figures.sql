-- SPDX-License-Identifier: MIT
-- Writes the figures, a file each; tools.sh writes the same from the tools.

.output lines
WITH counted AS (
	SELECT verdict, count(*) AS lines FROM verdict GROUP BY verdict
	UNION ALL
	SELECT 'asset', (SELECT count(*) FROM raw) - (SELECT count(*) FROM page)
	UNION ALL
	SELECT 'read', count(*) FROM raw),
kind(kind) AS (VALUES ('read'), ('reject'), ('asset'), ('method'), ('failed'),
	('partial'), ('bot'), ('event'))
SELECT kind, coalesce(lines, 0) FROM kind LEFT JOIN counted ON verdict = kind
ORDER BY kind;

.output people
SELECT 'sessions', count(*) FROM visited WHERE hit = 1;
SELECT 'visitors', count(DISTINCT visitor) FROM hit;

.output events
SELECT event, count(*) FROM row GROUP BY event ORDER BY event;

.output stages
SELECT coalesce(stage, '(none)') AS furthest, count(*)
FROM row LEFT JOIN (SELECT n, stage, max(k) FROM stood GROUP BY n) USING (n)
GROUP BY furthest ORDER BY furthest;

.output touchpoints
SELECT stage || ':' || touchpoint.touchpoint AS name, count(*)
FROM reached JOIN touchpoint ON touchpoint.rowid = reached.touchpoint
GROUP BY name ORDER BY name;

.output funnel
SELECT days, stage, visitors, entered, continued, dropped, open,
    (median / 10) || '.' || (median % 10), (most / 10) || '.' || (most % 10),
    revenue
FROM flow ORDER BY days, k;

.output chains
SELECT days, coalesce(channel, ''), step, count(*)
FROM chain LEFT JOIN segment USING (visitor)
GROUP BY days, channel, step ORDER BY days, channel, step;

.output channel
SELECT days, key, model,
    iif(model = 'decay', printf('%.6f', units / 1e12), units), revenue
FROM credit WHERE by = 'channel'
ORDER BY days, key, model;

.output campaign
SELECT days, key, model,
    iif(model = 'decay', printf('%.6f', units / 1e12), units), revenue
FROM credit WHERE by = 'campaign'
ORDER BY days, key, model;

.output spend
SELECT key, impressions, clicks, cost, units, credit.revenue,
    iif(units > 0, printf('%.3f', cost * 1e12 / units), ''),
    iif(cost > 0, printf('%.3f', credit.revenue * 1.0 / cost), '')
FROM paid LEFT JOIN credit USING (key)
WHERE by = 'campaign' AND days = 30 AND model = 'linear'
UNION ALL
SELECT key, impressions, clicks, cost, 0, 0, '',
    iif(cost > 0, '0.000', '') FROM paid
WHERE key NOT IN (SELECT key FROM credit WHERE by = 'campaign' AND days = 30)
ORDER BY key;

.output rows
WITH named AS (
	SELECT n, group_concat(stage || ':' || touchpoint.touchpoint)
	    AS touchpoints
	FROM (SELECT * FROM reached ORDER BY n, touchpoint) AS reached
	JOIN touchpoint ON touchpoint.rowid = reached.touchpoint
	GROUP BY n)
SELECT time, event, visit, hit, session, channel, source.source, medium,
    a.text, b.text, c.text, revenue, touchpoints
FROM row JOIN source ON source.id = row.source
    LEFT JOIN named ON named.n = row.n
    JOIN plain AS a ON a.sent = source.campaign
    JOIN plain AS b ON b.sent = source.term
    JOIN plain AS c ON c.sent = source.content
ORDER BY row.n;
.output
