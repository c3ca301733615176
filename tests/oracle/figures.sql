-- SPDX-License-Identifier: MIT
-- Writes the figures, a file each; compare.sh has the tools write the same.

.output lines
SELECT 'read', count(*) FROM raw;
SELECT 'asset', (SELECT count(*) FROM raw) - (SELECT count(*) FROM page);
SELECT verdict, count(*) FROM verdict GROUP BY verdict;

.output people
SELECT 'visitors', count(DISTINCT visitor) FROM hit;
SELECT 'sessions', count(*) FROM visited WHERE hit = 1;
SELECT 'sources', count(*) FROM own;

.output events
SELECT event, count(*) FROM row GROUP BY event;

.output stages
SELECT coalesce(stage, ''), count(*)
FROM row LEFT JOIN (SELECT n, stage, max(k) FROM stood GROUP BY n) USING (n)
GROUP BY stage;

.output touchpoints
SELECT stage || ':' || touchpoint.touchpoint, count(*)
FROM reached JOIN touchpoint ON touchpoint.rowid = reached.touchpoint
GROUP BY touchpoint.rowid;

.output funnel
SELECT days, stage, visitors, entered, continued, dropped, open, revenue
FROM flow ORDER BY days, k;

.output channel
SELECT days, key, model, units, revenue FROM credit WHERE by = 'channel'
ORDER BY days, key, model;

.output campaign
SELECT days, key, model, units, revenue FROM credit WHERE by = 'campaign'
ORDER BY days, key, model;

.output rows
WITH named AS (
	SELECT n, group_concat(stage || ':' || touchpoint.touchpoint)
	    AS touchpoints
	FROM (SELECT * FROM reached ORDER BY n, touchpoint) AS reached
	JOIN touchpoint ON touchpoint.rowid = reached.touchpoint
	GROUP BY n)
SELECT row.n, time, event, visit, hit, session, channel, source.source, medium,
    a.text, b.text, c.text, revenue, touchpoints
FROM row JOIN source ON source.id = row.source
    LEFT JOIN named ON named.n = row.n
    JOIN plain AS a ON a.sent = source.campaign
    JOIN plain AS b ON b.sent = source.term
    JOIN plain AS c ON c.sent = source.content
ORDER BY row.n;
.output
