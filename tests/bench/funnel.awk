# SPDX-License-Identifier: MIT
# The five-stage funnel of a shop from a combined log in time order, as one
# would write it by hand: what the pipeline of cjm is measured against.
#
#	mawk [-v window=2592000] -f funnel.awk access.log
#
# It simplifies: robots are told by a few words; a paid visit by utm_medium or
# click id, never by its referrer (so own hosts need no name); the log has one
# time zone; a visitor is an address and an agent; a field has no \" in it.
# Cut strings are compared where that will do: matching costs more.

BEGIN {
	FS = "\""
	if (!window) window = 30 * 86400
	n = split("css js mjs map json xml txt webmanifest wasm png apng jpg " \
	    "jpeg jpe gif webp avif heic svg svgz ico cur bmp tif tiff woff " \
	    "woff2 ttf otf eot mp4 m4v webm mov avi mp3 m4a ogg oga ogv wav " \
	    "flac aac swf", a, " ")
	for (i = 1; i <= n; i++) asset["." a[i] " "] = asset["." a[i] "?"] = 1
	split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", a, " ")
	for (i = 1; i <= 12; i++) month[a[i]] = i
	split("reach aware discover prospects purchase", name, " ")
}

match($2, /\.[0-9A-Za-z]+[? ]/) && tolower(substr($2, RSTART, RLENGTH)) in asset {
	if (!index(substr($2, 1, RSTART), "?")) next
}

{
	method = substr($2, 1, 5)
	if (method != "POST " && substr(method, 1, 4) != "GET ") next
	status = substr($3, 2, 3)
	if (status < 200 || status > 399 || status == 206) next
	if (!($6 in robot))
		robot[$6] = $6 ~ /^-?$/ || tolower($6) ~ /bot|crawl|spider|yeti|daumoa|externalhit|scrap|slurp|monitor|uptime|headless|curl\/|wget|python|java\/|go-http|okhttp|zgrab|healthchecker/
	if (robot[$6]) next

	n = index($1, "[")
	if (substr($1, n + 1, 11) != day) {
		day = substr($1, n + 1, 11)
		split(day, d, "/")
		m = month[d[2]]
		y = d[3] - (m < 3)
		midnight = (365 * y + int(y / 4) - int(y / 100) + \
		    int(y / 400) + int((153 * ((m + 9) % 12) + 2) / 5) + d[1]) * 86400
	}
	t = midnight + substr($1, n + 13, 2) * 3600 + \
	    substr($1, n + 16, 2) * 60 + substr($1, n + 19, 2)
	who = substr($1, 1, index($1, " ")) $6
	if (!(who in id)) id[who] = ++people * 7
	who = id[who]
	new = !(who in seen) || t - seen[who] >= 1800
	seen[who] = t

	split($2, request, /[ ?#]/)
	path = request[2]
	if (path == "/order/complete" && match($2, /[?&]oid=[^& ]+/)) {
		if (substr($2, RSTART + 5, RLENGTH - 5) in orders) next
		orders[substr($2, RSTART + 5, RLENGTH - 5)]
	}
	end = t > end ? t : end

	if (new && index($2, "?") && $2 ~ /[?&](utm_campaign=[^& ]|utm_medium=([^& ]*cp|ppc|retargeting|paid|display|banner|expandable|interstitial)|(gclid|gbraid|wbraid|dclid|msclkid|ttclid|n_ad|DMKW)=)/)
		arrive(1)
	if (new)
		arrive(2)
	if (path == "/search" || (substr(path, 1, 10) == "/products/" && path ~ /^\/products\/[0-9A-Za-z-]+$/))
		arrive(3)
	else if (path == "/signup/complete" || (method == "POST " && (path == "/cart/add" || (path == "/login" && status == 302))))
		arrive(4)
	else if (path == "/order/complete")
		arrive(5)
}

# The visitor is at step k: from step k - 1, if that was within the window;
# and of two steps in one second either may be the first. Small whole numbers
# are faster keys than texts: 7 * visitor + step (8 would fill one chain in 8).
function arrive(k) {
	if (!(who + k in last)) visitors[k]++
	last[who + k] = t
	if (who + k - 1 in last) go_on(k - 1)
	if (who + k + 1 in last && last[who + k + 1] == t) go_on(k)
}

function go_on(k) {
	if (who + k in gone || t - last[who + k] > window) return
	gone[who + k]
	continued[k]++
}

END {
	for (i in last)
		if (!(i in gone) && last[i] + window > end) open[i % 7]++
	print "step\tvisitors\tentered\tcontinued\tdropped\topen"
	for (k = 1; k <= 5; k++) {
		printf "%s\t%d\t%d\t", name[k], visitors[k], visitors[k] - continued[k - 1]
		if (k == 5) print "\t\t"
		else printf "%d\t%d\t%d\n", continued[k], visitors[k] - continued[k] - open[k], open[k]
	}
}
