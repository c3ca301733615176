-- SPDX-License-Identifier: MIT
-- Sessions, stages, the funnel's flows and attribution. In: hit, own, source.

-- A pause of 30 minutes ends a session; a line that was written late is none.
CREATE TABLE visited AS
WITH pause AS (
	SELECT n, time, visitor, time - max(time) OVER (PARTITION BY visitor
	    ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
	    AS pause
	FROM hit),
visit AS (
	SELECT n, time, visitor, sum(pause IS NULL OR pause >= 1800)
	    OVER (PARTITION BY visitor ORDER BY n) AS visit
	FROM pause),
numbered AS (
	SELECT n, visitor, visit,
	    row_number() OVER line AS hit,
	    first_value(time) OVER line AS session
	FROM visit
	WINDOW line AS (PARTITION BY visitor, visit ORDER BY n)),
-- The first hit has a source in any case; a later one without its own has
-- that of the latest hit that had.
told AS (
	SELECT n, visitor, visit, hit, session,
	    coalesce(own.source, iif(hit = 1, 1, NULL)) AS told
	FROM numbered LEFT JOIN own USING (n)),
run AS (
	SELECT *, count(told)
	    OVER (PARTITION BY visitor, visit ORDER BY n) AS run
	FROM told)
SELECT n, visit, hit, session, first_value(told)
    OVER (PARTITION BY visitor, visit, run ORDER BY n) AS source
FROM run;

-- What the hits mean.
CREATE TABLE meant AS
SELECT n, CASE
    WHEN path = '/order/complete' THEN 'purchase'
    WHEN path = '/cart/add' THEN 'add_to_cart'
    WHEN path = '/cart' THEN 'view_cart'
    WHEN path = '/checkout' THEN 'begin_checkout'
    WHEN path = '/signup/complete' THEN 'sign_up'
    WHEN path = '/login' AND method = 'POST' AND status = 302 THEN 'login'
    WHEN path = '/search' THEN 'search'
    WHEN path LIKE '/products/_%' THEN 'view_item'
    WHEN path LIKE '/category/_%' THEN 'view_item_list'
    WHEN method = 'POST' THEN 'form_submit'
    WHEN status BETWEEN 300 AND 399 AND status <> 304 THEN 'redirect'
    ELSE 'page_view' END AS event
FROM hit;

CREATE TABLE bought AS
WITH told AS (
	SELECT n, '&' || query AS query FROM hit NATURAL JOIN meant
	WHERE event = 'purchase' LIMIT -1),
cut AS (
	SELECT n, substr(query, instr(query, '&oid=') + 5) AS oid,
	    substr(query, instr(query, '&amount=') + 8) AS amount
	FROM told LIMIT -1)
SELECT n, substr(oid, 1, instr(oid || '&', '&') - 1) AS oid,
    CAST(substr(amount, 1, instr(amount || '&', '&') - 1) AS INTEGER)
	AS revenue
FROM cut;

-- An order that is shown again is no second one.
CREATE TABLE again AS
SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY oid ORDER BY n)
    AS time FROM bought)
WHERE time > 1;

CREATE TABLE row (n INTEGER PRIMARY KEY, time INTEGER, visitor INTEGER,
    event TEXT, visit INTEGER, hit INTEGER, session INTEGER, source INTEGER,
    revenue INTEGER, ad_click, campaign);
INSERT INTO row
SELECT hit.n, time, visitor, event, visit, visited.hit, session,
    visited.source, revenue, visited.hit = 1 AND (channel LIKE 'Paid%'
    OR channel LIKE 'Display%' OR channel LIKE 'Cross-network%'),
    visited.hit = 1 AND campaign <> ''
FROM hit JOIN visited USING (n) JOIN meant USING (n)
    JOIN source ON source.id = visited.source LEFT JOIN bought USING (n)
WHERE n NOT IN (SELECT n FROM again);

CREATE TABLE touchpoint (k INTEGER, stage TEXT, touchpoint TEXT);
INSERT INTO touchpoint VALUES (1, 'reach', 'ad_click'),
    (1, 'reach', 'campaign'), (2, 'aware', 'first_visit'),
    (2, 'aware', 'visit'), (3, 'discover', 'view_item'),
    (3, 'discover', 'search'), (4, 'prospects', 'sign_up'),
    (4, 'prospects', 'login'), (4, 'prospects', 'add_to_cart'),
    (5, 'purchase', 'purchase');

-- Each touchpoint of each row.
CREATE TABLE reached AS
SELECT n, touchpoint.rowid AS touchpoint
FROM touchpoint CROSS JOIN row
WHERE touchpoint = event
    OR touchpoint = 'ad_click' AND ad_click
    OR touchpoint = 'campaign' AND campaign
    OR touchpoint = 'first_visit' AND visit = 1 AND hit = 1
    OR touchpoint = 'visit' AND hit = 1;

-- The funnel: a row stands once for each stage that it reaches. Its money
-- belongs to the furthest.
CREATE TABLE stood AS
WITH once AS (
	SELECT DISTINCT n, k, stage, visitor, time, revenue
	FROM reached JOIN touchpoint ON touchpoint.rowid = reached.touchpoint
	    JOIN row USING (n))
SELECT n, k, stage, visitor, time,
    iif(k = max(k) OVER (PARTITION BY n), revenue, NULL) AS revenue
FROM once;

-- All that has a limit in time is computed with the default one, 30 days, and
-- with a shorter one: a log of 30 days never reaches the first.
CREATE TABLE span (days INTEGER);
INSERT INTO span VALUES (30), (7);

-- Who went on from step k: the latest k at or before some k + 1 is not older
-- than the window. At the same second k comes first. The first such pair tells
-- how long it took.
CREATE TABLE went_on (days INTEGER, k INTEGER, visitor INTEGER,
    seconds INTEGER, PRIMARY KEY (days, k, visitor)) WITHOUT ROWID;
INSERT INTO went_on
WITH pair(k, at) AS (VALUES (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 4),
	(4, 4), (4, 5)),
both AS (
	SELECT pair.k, visitor, time, at > pair.k AS later
	FROM stood JOIN pair ON at = stood.k),
latest AS (
	SELECT k, visitor, time, later,
	    max(iif(later, NULL, time)) OVER (PARTITION BY k, visitor
	    ORDER BY time, later ROWS UNBOUNDED PRECEDING) AS latest
	FROM both)
SELECT days, k, visitor, seconds FROM (
	SELECT days, k, visitor, min(time), time - latest AS seconds
	FROM latest JOIN span
	WHERE later AND time - latest <= days * 86400
	GROUP BY days, k, visitor);

-- Quantiles as tenths of a second, between two values by straight line: that
-- of q tenths is the value with (n - 1) q / 10 below it.
CREATE TABLE took AS
WITH ranked AS (
	SELECT days, k, seconds, lead(seconds) OVER place AS next,
	    row_number() OVER place - 1 AS rank,
	    count(*) OVER (PARTITION BY days, k) - 1 AS n
	FROM went_on
	WINDOW place AS (PARTITION BY days, k ORDER BY seconds, visitor)),
q(q) AS (VALUES (5), (9))
SELECT days, k, q, seconds * 10 + (n * q % 10) * coalesce(next - seconds, 0)
    AS tenths
FROM ranked JOIN q ON rank = n * q / 10;

-- The others are open when their last k is less than the window before the
-- end of the data.
CREATE TABLE last AS
SELECT k, stage, visitor, max(time) AS time FROM stood GROUP BY k, visitor;

CREATE TABLE watermark AS
SELECT max(time) AS end FROM row;

CREATE TABLE fate AS
SELECT span.days, last.k, stage, CASE
    WHEN last.k = 5 THEN 'done'
    WHEN went_on.visitor IS NOT NULL THEN 'continued'
    WHEN time + span.days * 86400 > end THEN 'open'
    ELSE 'dropped' END AS fate
FROM last CROSS JOIN span CROSS JOIN watermark
    LEFT JOIN went_on ON went_on.days = span.days AND went_on.k = last.k
    AND went_on.visitor = last.visitor;

CREATE TABLE flow AS
WITH step AS (
	SELECT days, k, stage, count(*) AS visitors,
	    sum(fate = 'continued') AS continued,
	    sum(fate = 'dropped') AS dropped, sum(fate = 'open') AS open
	FROM fate GROUP BY days, k),
earned AS (
	SELECT k, coalesce(sum(revenue), 0) AS revenue FROM stood GROUP BY k)
SELECT step.days, step.k, stage, visitors,
    visitors - lag(continued, 1, 0)
	OVER (PARTITION BY step.days ORDER BY step.k) AS entered,
    iif(step.k < 5, continued, '') AS continued,
    iif(step.k < 5, dropped, '') AS dropped, iif(step.k < 5, open, '') AS open,
    revenue, median.tenths AS median,
    most.tenths AS most
FROM step JOIN earned USING (k)
    LEFT JOIN took AS median ON median.days = step.days
    AND median.k = step.k - 1 AND median.q = 5
    LEFT JOIN took AS most ON most.days = step.days
    AND most.k = step.k - 1 AND most.q = 9;

-- A funnel through its first step: who viewed a product, then put something in
-- the cart, then bought, all within the window from the view. The segment is
-- the channel of the first of these rows that has one.
CREATE TABLE wanted AS
SELECT n, visitor, time, channel,
    instr('view_item,add_to_cart,purchase', event) AS step
FROM row JOIN source ON source.id = row.source
WHERE event IN ('view_item', 'add_to_cart', 'purchase');
CREATE INDEX wanted_visitor ON wanted (visitor, step, time);

CREATE TABLE segment AS
SELECT visitor, channel FROM (
	SELECT visitor, channel, row_number()
	    OVER (PARTITION BY visitor ORDER BY time, channel) AS place
	FROM wanted WHERE channel <> '')
WHERE place = 1;

CREATE TABLE chain AS
SELECT DISTINCT days, 'view_item' AS step, visitor
FROM wanted CROSS JOIN span WHERE step = 1
UNION ALL
SELECT DISTINCT days, 'add_to_cart', seen.visitor
FROM span CROSS JOIN wanted AS seen JOIN wanted AS put
    ON put.visitor = seen.visitor AND put.step = 11
    AND put.time BETWEEN seen.time AND seen.time + days * 86400
WHERE seen.step = 1
UNION ALL
SELECT DISTINCT days, 'purchase', seen.visitor
FROM span CROSS JOIN wanted AS seen JOIN wanted AS put
    ON put.visitor = seen.visitor AND put.step = 11 AND put.time >= seen.time
    JOIN wanted AS paid ON paid.visitor = seen.visitor AND paid.step = 23
    AND paid.time BETWEEN put.time AND seen.time + days * 86400
WHERE seen.step = 1;

-- Attribution. A touch begins a session or has another source than the row
-- before; the path of a purchase is its touches of so many days before it.
CREATE TABLE touch AS
SELECT n, time, visitor, source
FROM (SELECT n, time, visitor, source, hit, lag(source)
	OVER (PARTITION BY visitor ORDER BY n) AS before FROM row)
WHERE hit = 1 OR source IS NOT before;

CREATE INDEX touch_visitor ON touch (visitor, time);

CREATE TABLE path AS
SELECT days, row.n AS purchase, touch.n, touch.source
FROM row JOIN span JOIN touch ON touch.visitor = row.visitor
    AND touch.time BETWEEN row.time - days * 86400 AND row.time
    AND touch.n <= row.n
WHERE event = 'purchase';

-- The last touch before a lead or an opportunity, and when that first was; for a
-- purchase before it, it is none.
CREATE TABLE milestone (event TEXT, n INTEGER, first INTEGER,
    PRIMARY KEY (event, n)) WITHOUT ROWID;
INSERT INTO milestone
SELECT event, n, min(first) FROM (
	SELECT event, max(touch.n) AS n, row.n AS first
	FROM row JOIN touch ON touch.visitor = row.visitor
	    AND touch.n <= row.n
	WHERE event IN ('sign_up', 'begin_checkout') GROUP BY row.n)
GROUP BY event, n;

-- By channel and by campaign; neighbours with one key are one step, dated by
-- its last touch and direct where all of them are.
CREATE TABLE step AS
WITH keyed(by, days, purchase, n, direct, key) AS (
	SELECT 'channel', days, purchase, n, channel = 'Direct', channel
	FROM path JOIN source ON source.id = path.source
	UNION ALL
	SELECT 'campaign', days, purchase, n, channel = 'Direct',
	    iif(text = '', '(none)', text)
	FROM path JOIN source ON source.id = path.source
	    JOIN plain ON plain.sent = campaign),
beside AS (
	SELECT *, key IS NOT lag(key)
	    OVER (PARTITION BY by, days, purchase ORDER BY n) AS begins
	FROM keyed),
run AS (
	SELECT *, sum(begins)
	    OVER (PARTITION BY by, days, purchase ORDER BY n) AS i
	FROM beside)
SELECT by, days, purchase, i, key, min(direct) AS direct,
    max(run.n) AS newest,
    max(coalesce(sign_up.first < purchase, 0)) AS lead,
    max(coalesce(checkout.first < purchase, 0)) AS opportunity
FROM run
    LEFT JOIN milestone AS sign_up
    ON sign_up.event = 'sign_up' AND sign_up.n = run.n
    LEFT JOIN milestone AS checkout
    ON checkout.event = 'begin_checkout' AND checkout.n = run.n
GROUP BY by, days, purchase, i
UNION ALL
SELECT by, days, n, 1, '(unattributed)', 1, n, 0, 0 FROM row JOIN span
JOIN (SELECT 'channel' AS by UNION SELECT 'campaign')
WHERE event = 'purchase' AND (days, n) NOT IN
    (SELECT days, purchase FROM path);

-- What every model gives each step, relative to the others of its path.
CREATE TABLE weight AS
WITH told AS (
	SELECT step.*, time,
	    count(*) OVER way AS steps,
	    max(iif(direct, NULL, i)) OVER way AS known,
	    min(iif(lead, i, NULL)) OVER way AS led,
	    min(iif(opportunity, i, NULL)) OVER way AS met,
	    max(time) OVER way AS latest,
	    row_number() OVER (PARTITION BY by, days, purchase, key ORDER BY i)
		AS nth
	FROM step JOIN row ON row.n = step.newest
	WINDOW way AS (PARTITION BY by, days, purchase)),
shaped AS (
	SELECT *, (i = 1) + (i IS led) + (i IS met) AS marks FROM told),
counted AS (
	SELECT *, sum(marks = 0) OVER (PARTITION BY by, days, purchase)
	    AS others
	FROM shaped),
model(model) AS (VALUES ('first'), ('last'), ('last-non-direct'), ('linear'),
	('position'), ('decay'), ('w-shaped'), ('shapley'))
SELECT by, days, purchase, i, key, model, CASE model
    WHEN 'first' THEN i = 1
    WHEN 'last' THEN i = steps
    WHEN 'last-non-direct' THEN i = coalesce(known, steps)
    WHEN 'linear' THEN 1
    WHEN 'position' THEN iif(steps > 2 AND i IN (1, steps), 2 * (steps - 2), 1)
    WHEN 'decay' THEN pow(2, (time - latest) / 604800.0)
    WHEN 'w-shaped' THEN iif(marks = 0, 100, marks * 300 * max(others, 1))
    WHEN 'shapley' THEN nth = 1
    END AS weight
FROM counted CROSS JOIN model;

-- Parts with 40 bits of a fraction: the whole, then the fine part.
CREATE TABLE part AS
WITH amount(by, days, purchase, i, key, model, weight, what, amount) AS (
	SELECT weight.*, 'units', 1000000000000 FROM weight
	UNION ALL
	SELECT weight.*, 'revenue', revenue
	FROM weight JOIN row ON row.n = weight.purchase),
shared AS (
	SELECT *, sum(weight) OVER
	    (PARTITION BY by, days, purchase, model, what) AS whole
	FROM amount),
cut AS (
	SELECT *, CAST(amount * weight / whole AS INTEGER) AS part,
	    iif(model = 'decay',
		(amount * weight / whole -
		    CAST(amount * weight / whole AS INTEGER)) * whole,
		amount * weight % CAST(whole AS INTEGER)) AS rest
	FROM shared),
fine AS (
	SELECT *, CAST(rest * 1099511627776 / whole AS INTEGER) AS fine,
	    iif(model = 'decay', 0,
		rest * 1099511627776 % CAST(whole AS INTEGER)) AS fine_rest
	FROM cut),
ranked AS (
	SELECT *, (amount - sum(part) OVER one) * 1099511627776 -
	    sum(fine) OVER one AS left,
	    row_number() OVER (PARTITION BY by, days, purchase, model, what
		ORDER BY fine_rest DESC, i) AS place
	FROM fine
	WINDOW one AS (PARTITION BY by, days, purchase, model, what))
SELECT by, days, key, model, what, amount, i, part,
    fine + (place <= left) AS fine
FROM ranked;

-- Their sums, rounded once to units and won by the largest remainder (to 2^-20 of
-- one), among equals to the first key.
CREATE TABLE credit AS
WITH summed AS (
	SELECT by, days, key, model, what,
	    sum(part) + sum(fine) / 1099511627776 AS part,
	    sum(fine) % 1099511627776 AS rest
	FROM part GROUP BY by, days, key, model, what),
whole AS (
	SELECT by, days, model, what, sum(amount) AS amount
	FROM part WHERE i = 1 GROUP BY by, days, model, what),
ranked AS (
	SELECT *, amount - sum(part) OVER column AS left,
	    row_number() OVER (PARTITION BY by, days, model, what
		ORDER BY (rest + 524288) / 1048576 DESC, key) AS place
	FROM summed JOIN whole USING (by, days, model, what)
	WINDOW column AS (PARTITION BY by, days, model, what))
SELECT by, days, key, model,
    sum(iif(what = 'units', part + (place <= left), 0)) AS units,
    sum(iif(what = 'revenue', part + (place <= left), 0)) AS revenue
FROM ranked GROUP BY by, days, key, model;

-- What campaigns cost on the days of the log.
CREATE TABLE paid AS
SELECT campaign AS key, sum(impressions) AS impressions,
    sum(clicks) AS clicks, sum(cost) AS cost
FROM spend WHERE date BETWEEN (SELECT date(min(time), 'unixepoch') FROM row)
    AND (SELECT date(max(time), 'unixepoch') FROM row)
GROUP BY campaign;
