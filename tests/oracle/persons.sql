-- SPDX-License-Identifier: MIT
-- What cjm-metrics and cjm-profile say of visitors and sessions. In: row,
-- source. Days are those of Seoul.

-- By n, which is asked for again and again: without it millions of rows would
-- be gone through for each of them.
CREATE TABLE act (n INTEGER PRIMARY KEY, time INTEGER, visitor INTEGER,
    event TEXT, visit INTEGER, session INTEGER, channel TEXT, revenue INTEGER,
    day INTEGER, view INTEGER);
INSERT INTO act
SELECT n, time, visitor, event, visit, session, channel, revenue,
    (time + 32400) / 86400 AS day,
    event IN ('page_view', 'view_item', 'view_item_list', 'view_cart',
	'search', 'begin_checkout', 'purchase', 'sign_up') AS view
FROM row JOIN source ON source.id = row.source;
CREATE INDEX act_visitor ON act (visitor, n);

-- Sessions by their first row; what comes behind what is told by the order of
-- the log.
CREATE TABLE stay AS
WITH s AS (
	SELECT visitor, session, min(n) AS n, max(time) AS last,
	    sum(view) AS views,
	    min(iif(event = 'view_item', n, NULL)) AS item,
	    min(iif(event = 'add_to_cart', n, NULL)) AS cart,
	    max(iif(event = 'add_to_cart', n, NULL)) AS cart_last,
	    min(iif(event = 'begin_checkout', n, NULL)) AS checkout,
	    max(iif(event = 'purchase', n, NULL)) AS bought
	FROM act GROUP BY visitor, session)
SELECT s.*, day, channel, last - s.session AS duration,
    s.n = max(s.n) OVER (PARTITION BY s.visitor)
    AND last + 1800 > (SELECT max(time) FROM act) AS open
FROM s JOIN act USING (n);

-- Groups by day and channel, and the whole as one more.
CREATE TABLE figure AS
WITH a AS (SELECT * FROM act UNION ALL
	SELECT n, time, visitor, event, visit, session, NULL, revenue, NULL,
	    view FROM act),
rows AS (
	SELECT day, channel, count(DISTINCT visitor) AS visitors,
	    sum(view) AS views, sum(event = 'view_item') AS items,
	    sum(event = 'purchase') AS orders,
	    sum(iif(event = 'purchase', revenue, 0)) AS revenue
	FROM a GROUP BY day, channel),
came AS (
	SELECT day, channel, visit, min(n) FROM act GROUP BY visitor),
newcomers AS (
	SELECT day, channel, count(*) AS newcomers FROM (
		SELECT day, channel, visit FROM came
		UNION ALL SELECT NULL, NULL, visit FROM came)
	WHERE visit = 1 GROUP BY day, channel),
b AS (
	SELECT day, channel, open, views, item, cart, cart_last, checkout,
	    bought, duration FROM stay
	UNION ALL
	SELECT NULL, NULL, open, views, item, cart, cart_last, checkout,
	    bought, duration FROM stay),
stays AS (
	SELECT day, channel, count(*) AS sessions, sum(open) AS open,
	    sum(NOT open AND views < 2 AND bought IS NULL AND duration < 10)
		AS bounces,
	    sum(iif(open, 0, duration)) AS duration,
	    count(item) AS viewers, count(cart) AS carts,
	    ifnull(sum(cart_last > item), 0) AS carts_of_viewers,
	    count(checkout) AS checkouts, ifnull(sum(bought > checkout), 0) AS finished,
	    ifnull(sum(bought > cart), 0) AS ordered, count(bought) AS buyers
	FROM b GROUP BY day, channel)
SELECT r.day, r.channel, visitors, newcomers, sessions, open, views, bounces,
    duration, items, viewers, carts, carts_of_viewers, checkouts, finished,
    ordered, buyers, orders, revenue
FROM rows AS r
    LEFT JOIN newcomers AS w ON w.day IS r.day AND w.channel IS r.channel
    LEFT JOIN stays AS s ON s.day IS r.day AND s.channel IS r.channel;

-- Six decimals, rounded half up; nothing of nothing.
CREATE VIEW metrics AS
WITH f AS (
	SELECT *, ifnull(newcomers, 0) AS newcomer, ifnull(sessions, 0) AS s,
	    ifnull(sessions - open, 0) AS ended FROM figure),
r AS (
	SELECT *, (2000000 * views + s) / nullif(2 * s, 0) AS per,
	    (2000000 * bounces + ended) / nullif(2 * ended, 0) AS bounce,
	    (2000000 * duration + ended) / nullif(2 * ended, 0) AS mean,
	    (2000000 * carts_of_viewers + viewers) / nullif(2 * viewers, 0)
		AS cart_rate,
	    (2000000 * finished + checkouts) / nullif(2 * checkouts, 0)
		AS completion,
	    (2000000 * (carts - ifnull(ordered, 0)) + carts)
		/ nullif(2 * carts, 0) AS left,
	    (2000000 * revenue + orders) / nullif(2 * orders, 0) AS aov,
	    (2000000 * buyers + s) / nullif(2 * s, 0) AS conversion,
	    (2000000 * revenue + s) / nullif(2 * s, 0) AS worth
	FROM f)
SELECT ifnull(date(day * 86400, 'unixepoch'), '(total)') AS day,
    ifnull(channel, '') AS channel, visitors, newcomer, s AS sessions,
    ifnull(open, 0) AS open, views, per, bounce, mean, items,
    ifnull(carts, 0) AS carts, cart_rate, ifnull(checkouts, 0) AS checkouts,
    completion, left, orders, revenue, aov, conversion, worth
FROM r;

-- Active visitors of a day, and of the 7 and 30 days that end with it.
CREATE TABLE seen AS SELECT DISTINCT visitor, day FROM act;
CREATE VIEW active AS
WITH RECURSIVE days(day) AS (
	SELECT min(day) FROM seen
	UNION ALL
	SELECT day + 1 FROM days WHERE day < (SELECT max(day) FROM seen)),
counted AS (
	SELECT d.day, count(DISTINCT iif(s.day = d.day, visitor, NULL)) AS dau,
	    count(DISTINCT iif(s.day > d.day - 7, visitor, NULL)) AS wau,
	    count(DISTINCT visitor) AS mau,
	    d.day - (SELECT min(day) FROM seen) AS age
	FROM days AS d JOIN seen AS s
	    ON s.day > d.day - 30 AND s.day <= d.day
	GROUP BY d.day)
SELECT date(day * 86400, 'unixepoch') AS day, dau,
    iif(age >= 6, wau, NULL) AS wau, iif(age >= 29, mau, NULL) AS mau,
    iif(age >= 29, (2000000 * dau + mau) / (2 * mau), NULL) AS stickiness
FROM counted;

-- Weekly cohorts, numbered, of those whose first visit is in the log.
CREATE TABLE born AS
SELECT visitor, (day + 3) / 7 AS week FROM (
	SELECT visitor, day, visit, min(n) FROM act GROUP BY visitor)
WHERE visit = 1;
CREATE TABLE cell AS
WITH RECURSIVE weeks(at) AS (
	SELECT min((day + 3) / 7) FROM act
	UNION ALL
	SELECT at + 1 FROM weeks
	WHERE at < (SELECT max((day + 3) / 7) FROM act)),
came AS (
	SELECT visitor, (day + 3) / 7 AS at,
	    sum(iif(event = 'purchase', revenue, 0)) AS revenue
	FROM act GROUP BY visitor, at),
size AS (SELECT week, count(*) AS size FROM born GROUP BY week)
SELECT size.week, weeks.at - size.week AS k, size,
    count(came.visitor) AS active, ifnull(sum(came.revenue), 0) AS revenue,
    ((weeks.at + 1) * 7 - 3) * 86400 - 32400
	<= (SELECT max(time) FROM act) AS complete
FROM size JOIN weeks ON weeks.at >= size.week
    LEFT JOIN born ON born.week = size.week
    LEFT JOIN came ON came.visitor = born.visitor AND came.at = weeks.at
GROUP BY size.week, weeks.at;
CREATE VIEW cohort AS
WITH so_far AS (
	SELECT *, sum(revenue) OVER (PARTITION BY week ORDER BY k) AS spent
	FROM cell),
both AS (
	SELECT week, k, size, active, revenue, spent, complete FROM so_far
	UNION ALL
	SELECT 1000000, k, sum(size), sum(active), sum(revenue), sum(spent), 1
	FROM so_far WHERE complete GROUP BY k)
SELECT dense_rank() OVER (ORDER BY week) AS cohort, k, size,
    iif(complete, active, NULL) AS active,
    iif(complete, (2000000 * active + size) / (2 * size), NULL) AS rate,
    iif(complete, revenue, NULL) AS revenue,
    iif(complete, (2000000 * spent + size) / (2 * size), NULL) AS ltv
FROM both;

-- Profiles, without names. Scores: how many buyers are strictly worse.
CREATE TABLE person AS
WITH p AS (
	SELECT visitor, min(time) AS first, max(time) AS last,
	    sum(view) AS views, sum(event = 'view_item') AS items,
	    sum(event = 'purchase') AS orders,
	    sum(iif(event = 'purchase', revenue, 0)) AS revenue,
	    max(iif(event = 'purchase', time, NULL)) AS ordered,
	    ((SELECT max(time) FROM act)
		- max(iif(event = 'purchase', time, NULL))) / 86400 AS days,
	    max(iif(event = 'purchase', n, NULL)) AS ordered_n
	FROM act GROUP BY visitor),
s AS (
	SELECT visitor, count(*) AS visits, sum(duration) AS dwell
	FROM stay GROUP BY visitor),
cart AS (
	SELECT act.visitor, (SELECT max(time) FROM act) - max(time) AS age
	FROM act JOIN p USING (visitor)
	WHERE event = 'add_to_cart' AND n > ifnull(ordered_n, 0)
	GROUP BY act.visitor)
SELECT * FROM p JOIN s USING (visitor) LEFT JOIN cart USING (visitor);
CREATE VIEW profile AS
WITH score AS (
	SELECT visitor,
	    1 + 5 * (rank() OVER (ORDER BY days DESC) - 1) / count(*) OVER ()
		AS r,
	    1 + 5 * (rank() OVER (ORDER BY orders) - 1) / count(*) OVER ()
		AS f,
	    1 + 5 * (rank() OVER (ORDER BY revenue) - 1) / count(*) OVER ()
		AS m
	FROM person WHERE orders > 0),
origin AS (SELECT visitor, channel, min(n) FROM act GROUP BY visitor)
SELECT first, last, visits, views, (2000000 * dwell + visits) / (2 * visits)
    AS dwell, channel, items, age, orders, revenue, ordered, days, r, f, m
FROM person JOIN origin USING (visitor) LEFT JOIN score USING (visitor);

.output metrics
SELECT * FROM metrics ORDER BY day, channel;
.output active
SELECT * FROM active ORDER BY day;
.output cohort
SELECT * FROM cohort ORDER BY cohort, k;
.output profile
SELECT * FROM profile ORDER BY first, last, visits, views, dwell, channel, items;
.output
