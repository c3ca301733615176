-- SPDX-License-Identifier: MIT
-- Raw lines to events: what became of each line, who sent it, when, and what
-- it asked for. In: raw(line), in the log's order.
--
-- A query with LIMIT -1 is not merged into the one around it, so what it
-- computes is computed once a row.

-- The lines that are no static files, cut at their quotes and blanks.
CREATE TABLE page AS
WITH
asked AS (
	SELECT rowid AS n, line, instr(line, '"') AS quote,
	    substr(line, instr(line, '"') + 1) AS behind
	FROM raw LIMIT -1),
request AS (
	SELECT n, line, substr(line, 1, quote - 1) AS head,
	    substr(behind, 1, instr(behind, '"') - 1) AS request,
	    substr(behind, instr(behind, '"') + 2) AS tail
	FROM asked LIMIT -1),
word AS (
	SELECT n, line, head, tail,
	    substr(request, 1, instr(request, ' ') - 1) AS method,
	    substr(request, instr(request, ' ') + 1) AS rest
	FROM request LIMIT -1),
target AS (
	SELECT n, line, head, tail, method,
	    substr(rest, 1, instr(rest || ' ', ' ') - 1) AS target
	FROM word LIMIT -1),
path AS (
	SELECT n, line, head, tail, method, target,
	    substr(target, 1, instr(target || '?', '?') - 1) AS path
	FROM target LIMIT -1),
ending AS (
	-- rtrim of all but dots leaves what the last dot ends
	SELECT n, head, tail, method, target, path,
	    head GLOB '* * * [[]??/???/????:??:??:?? [-+]????] '
	    AND tail GLOB '[0-9][0-9][0-9] *' AS good,
	    method <> 'POST' AND path LIKE '%.%' AND lower(substr(path, length(rtrim(path,
	    replace(path, '.', ''))) + 1)) IN ('css', 'js', 'mjs', 'map',
	    'json', 'xml', 'txt', 'webmanifest', 'wasm', 'png', 'apng', 'jpg',
	    'jpeg', 'jpe', 'gif', 'webp', 'avif', 'heic', 'svg', 'svgz', 'ico',
	    'cur', 'bmp', 'tif', 'tiff', 'woff', 'woff2', 'ttf', 'otf', 'eot',
	    'mp4', 'm4v', 'webm', 'mov', 'avi', 'mp3', 'm4a', 'ogg', 'oga',
	    'ogv', 'wav', 'flac', 'aac', 'swf') AS asset
	FROM path LIMIT -1)
SELECT n, good, method, path, substr(target, length(path) + 2) AS query,
    CAST(substr(tail, 1, 3) AS INTEGER) AS status,
    substr(head, 1, instr(head, ' ') - 1) AS ip,
    substr(head, instr(head, '[') + 1, 26) AS stamp,
    substr(tail, instr(tail, '"') + 1,
	instr(tail, '" "') - instr(tail, '"') - 1) AS referrer,
    rtrim(substr(tail, instr(tail, '" "') + 3), '"') AS agent
FROM ending WHERE NOT good OR NOT asset;

-- Robots, by what they call themselves.
CREATE TABLE agent (id INTEGER PRIMARY KEY, agent TEXT UNIQUE, robot);
INSERT INTO agent (agent, robot)
SELECT DISTINCT agent, agent IN ('', '-') OR agent LIKE '%://%'
    OR agent LIKE '%bot/%' OR agent LIKE '%bot-%' OR agent LIKE '%crawl%'
    OR agent LIKE '%spider%' OR agent LIKE '%scrap%'
    OR agent LIKE '%externalhit%' OR agent LIKE '%headless%'
    OR agent LIKE '%checker%' OR agent LIKE '%zgrab%'
    OR agent LIKE 'curl/%' OR agent LIKE 'python-%' OR agent LIKE '%-client/%'
FROM page;

CREATE TABLE verdict AS
SELECT page.rowid AS page, agent.id AS agent,
    CASE WHEN NOT good THEN 'reject'
	WHEN method NOT IN ('GET', 'POST') THEN 'method'
	WHEN status = 206 THEN 'partial'
	WHEN status NOT BETWEEN 200 AND 399 THEN 'failed'
	WHEN robot THEN 'bot'
	ELSE 'event' END AS verdict
FROM page JOIN agent USING (agent);

-- Visitors are pairs of address and user agent.
CREATE TABLE visitor (id INTEGER PRIMARY KEY, ip TEXT, agent INTEGER,
    UNIQUE (ip, agent));
INSERT OR IGNORE INTO visitor (ip, agent)
SELECT ip, verdict.agent FROM verdict JOIN page ON page.rowid = verdict.page
WHERE verdict = 'event';

CREATE TABLE hit (n INTEGER PRIMARY KEY, time INTEGER, visitor INTEGER,
    method TEXT, status INTEGER, path TEXT, query TEXT, referrer TEXT);
INSERT INTO hit
SELECT n, unixepoch(substr(stamp, 8, 4) || '-' || printf('%02d', (instr(
    'JanFebMarAprMayJunJulAugSepOctNovDec', substr(stamp, 4, 3)) + 2) / 3)
    || '-' || substr(stamp, 1, 2) || ' ' || substr(stamp, 13, 8))
    - (substr(stamp, 23, 2) * 3600 + substr(stamp, 25, 2) * 60)
    * iif(substr(stamp, 22, 1) = '-', -1, 1),
    visitor.id, method, status, path, query, referrer
FROM verdict JOIN page ON page.rowid = verdict.page
    JOIN visitor ON visitor.ip = page.ip AND visitor.agent = verdict.agent
WHERE verdict = 'event';
