#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Make testdata/logs again: a real nginx, Apache httpd, lighttpd, HAProxy and
# Caddy answer the same fixed requests on loopback, and what they log is kept.
#
# usage: tests/make-logs.sh [directory]
#
# Needs nginx, apache2, lighttpd, haproxy, caddy, curl and perl as Debian
# packages them, 127.0.0.0/8 and
# ::1, and four free ports from CJM_PORT (18080) up. It reads no configuration
# of the system's, leaves nothing running and nothing behind. Two runs differ
# in their times only; other versions of the servers in the sizes of the error
# pages and in how they refuse.
set -eu
export LC_ALL=C

top=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$top/testdata/logs}
port=${CJM_PORT:-18080}		# HTTP/1
h2_port=$((port + 1))		# HTTP/2 without TLS
mute_port=$((port + 2))		# accepts and never answers
dead_port=$((port + 3))		# nobody listens
PATH=$PATH:/usr/sbin:/sbin

tmp=$(mktemp -d)
daemon=
mute=
slow=

cleanup() {
	trap - EXIT
	for pid in $slow $mute $daemon; do
		kill "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
	done
	rm -rf "$tmp"
}

die() {
	echo "make-logs: $*" >&2
	exit 1
}

trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ---- the two servers -------------------------------------------------------

make_site() {
	chmod 755 "$tmp"
	mkdir -p "$tmp/www/help" "$tmp/blog/post" "$tmp/log"
	for page in index list product search cart checkout complete signup \
	    welcome login mypage about post help/index; do
		printf '<!doctype html>\n<title>%s</title>\n' "$page" \
			>"$tmp/www/$page.html"
	done
	for asset in style.css robots.txt; do
		echo "/* $asset */" >"$tmp/www/$asset"
	done
	dd if=/dev/zero of="$tmp/www/intro.mp4" bs=1000 count=20 2>/dev/null
	echo '<title>blog</title>' >"$tmp/blog/index.html"
	echo '<title>post</title>' >"$tmp/blog/post/spring.html"
	find "$tmp/www" "$tmp/blog" -type f \
		-exec env TZ=UTC0 touch -t 202401010000.00 {} +

	# Anyone of these has the password "secret".
	hash='{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ='
	for user in kim 'john doe' 'o"hara' 'a\b' '김'; do
		echo "$user:$hash"
	done >"$tmp/users"
}

# The pages whose file has their name.
pages='search|cart|checkout|signup|login|mypage|about'

# A worker that root starts must be told whom to become.
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		echo "$1"
	fi
}

nginx_config() {
	as_user 'user www-data;'
	cat <<-END
	daemon off;
	pid $tmp/pid;
	worker_processes 1;
	error_log $tmp/error;
	events { }
	http {
		client_body_temp_path $tmp/t1;
		proxy_temp_path $tmp/t2;
		fastcgi_temp_path $tmp/t3;
		uwsgi_temp_path $tmp/t4;
		scgi_temp_path $tmp/t5;
		log_format main
			'\$remote_addr - \$remote_user [\$time_local] '
			'"\$request" \$status \$body_bytes_sent '
			'"\$http_referer" "\$http_user_agent" '
			'"\$http_x_forwarded_for"';
		log_format cookie
			'\$remote_addr - \$remote_user [\$time_local] '
			'"\$request" \$status \$body_bytes_sent '
			'"\$http_referer" "\$http_user_agent" '
			'"\$http_cookie"';
		log_format timed
			'\$remote_addr - \$remote_user [\$time_local] '
			'"\$request" \$status \$body_bytes_sent '
			'"\$http_referer" "\$http_user_agent" '
			'rt=\$request_time us=\$upstream_status '
			'ut=\$upstream_response_time ua="\$upstream_addr"';
		log_format json escape=json
			'{"time":"\$time_iso8601","remote_addr":"\$remote_addr",'
			'"host":"\$http_host","method":"\$request_method",'
			'"request_uri":"\$request_uri","status":\$status,'
			'"bytes":\$body_bytes_sent,"took":\$request_time,'
			'"upstream":\$upstream_status,'
			'"referrer":"\$http_referer","ua":"\$http_user_agent",'
			'"cookie":"\$http_cookie"}';
		log_format handmade
			'{"msec":\$msec,"client":"\$remote_addr",'
			'"request":"\$request","status":\$status,'
			'"referrer":"\$http_referer","ua":"\$http_user_agent"}';
		access_log $tmp/log/nginx-timed.log timed;
		access_log $tmp/log/nginx-json.log json;
		access_log $tmp/log/nginx-handmade.log handmade;
		access_log $tmp/log/nginx-combined.log combined;
		access_log $tmp/log/nginx-main.log main;
		access_log $tmp/log/nginx-cookie.log cookie;
		default_type text/html;
		client_header_timeout 3s;
		client_max_body_size 1k;
		proxy_read_timeout 1s;
		map \$request_method\$uri \$goto {
			POST/login /mypage;
			POST/signup /signup/complete;
			POST/cart/add /cart;
		}
		server {
			listen 127.0.0.1:$port default_server;
			listen [::1]:$port default_server;
			listen unix:$tmp/socket default_server;
			listen 127.0.0.1:$h2_port http2 default_server;
			server_name shop.example;
			root $tmp/www;
			if (\$goto) { return 302 \$goto; }
			rewrite ^/category/ /list.html last;
			rewrite ^/products/[0-9A-Za-z-]+\$ /product.html last;
			rewrite ^/($pages)\$ /\$1.html last;
			rewrite ^/order/complete\$ /complete.html last;
			rewrite ^/signup/complete\$ /welcome.html last;
			rewrite ^/blog/ /post.html last;
			location /private { deny all; }
			location /boom { return 500; }
			location /drop { return 444; }
			location /pay { proxy_pass http://127.0.0.1:$dead_port; }
			location /stock {
				proxy_pass http://127.0.0.1:$mute_port;
			}
			location /admin {
				auth_basic shop;
				auth_basic_user_file $tmp/users;
				try_files /about.html =404;
			}
		}
		server {
			listen 127.0.0.1:$port;
			server_name blog.example;
			root $tmp/blog;
		}
	}
	END
}

apache_shop() {
	cat <<-END
	ServerName shop.example
	DocumentRoot $tmp/www
	RewriteEngine On
	RewriteCond %{REQUEST_METHOD} =POST
	RewriteRule ^/login\$ /mypage [R=302,L]
	RewriteCond %{REQUEST_METHOD} =POST
	RewriteRule ^/signup\$ /signup/complete [R=302,L]
	RewriteRule ^/cart/add\$ /cart [R=302,L,QSD]
	RewriteRule ^/private - [F]
	RewriteRule ^/boom\$ - [R=500,L]
	RewriteRule ^/category/ /list.html [PT]
	RewriteRule ^/products/[0-9A-Za-z-]+\$ /product.html [PT]
	RewriteRule ^/($pages)\$ /\$1.html [PT]
	RewriteRule ^/order/complete\$ /complete.html [PT]
	RewriteRule ^/signup/complete\$ /welcome.html [PT]
	RewriteRule ^/blog/ /post.html [PT]
	RewriteRule ^/admin\$ /about.html
	END
}

apache_config() {
	for module in mpm_event authn_core authn_file authz_core authz_user \
	    auth_basic dir mime rewrite reqtimeout proxy proxy_http http2; do
		echo "LoadModule ${module}_module $modules/mod_$module.so"
	done
	as_user 'User www-data'
	as_user 'Group www-data'
	apache_shop >"$tmp/shop.conf"
	who='%h %l %u %t \"%r\" %>s'
	agent='\"%{Referer}i\" \"%{User-Agent}i\"'
	cat <<-END
	ServerRoot $tmp
	DefaultRuntimeDir $tmp
	PidFile $tmp/pid
	ErrorLog $tmp/error
	Listen 127.0.0.1:$port
	Listen [::1]:$port
	Listen 127.0.0.1:$h2_port
	ServerName shop.example
	StartServers 1
	ThreadsPerChild 8
	MinSpareThreads 1
	MaxSpareThreads 8
	MaxRequestWorkers 8
	GracefulShutdownTimeout 5
	TypesConfig /dev/null
	AddType text/html .html
	RequestReadTimeout header=3
	LimitRequestBody 1024
	LogFormat "$who %b" common
	LogFormat "$who %b $agent" combined
	LogFormat "%v:%p $who %O $agent" vhost_combined
	LogFormat "%v $who %b" vhost_common
	LogFormat "%{%Y-%m-%dT%H:%M:%S%z}t %v %a \"%r\" %>s %B %D $agent" timed
	LogFormat "$who %b $agent \"%{Cookie}i\"" cookie
	CustomLog $tmp/log/apache-common.log common
	CustomLog $tmp/log/apache-combined.log combined
	CustomLog $tmp/log/apache-vhost_combined.log vhost_combined
	CustomLog $tmp/log/apache-cookie.log cookie
	CustomLog $tmp/log/apache-vhost_common.log vhost_common
	CustomLog $tmp/log/apache-timed.log timed
	ProxyPass /pay http://127.0.0.1:$dead_port/
	ProxyPass /stock http://127.0.0.1:$mute_port/ timeout=1
	<Directory />
		AllowOverride None
		Require all granted
	</Directory>
	<Location /admin>
		AuthType Basic
		AuthName shop
		AuthUserFile $tmp/users
		Require valid-user
	</Location>
	<VirtualHost *:$port>
		Include $tmp/shop.conf
	</VirtualHost>
	<VirtualHost *:$port>
		ServerName blog.example
		DocumentRoot $tmp/blog
		HostnameLookups On
	</VirtualHost>
	<VirtualHost *:$h2_port>
		Protocols h2c http/1.1
		Include $tmp/shop.conf
	</VirtualHost>
	END
}

lighttpd_config() {
	cat <<-END
	server.document-root = "$tmp/www"
	server.bind = "127.0.0.1"
	server.port = $port
	server.pid-file = "$tmp/pid"
	server.errorlog = "$tmp/error"
	server.modules = ("mod_rewrite", "mod_accesslog")
	accesslog.filename = "$tmp/log/lighttpd.log"
	index-file.names = ("index.html")
	mimetype.assign = (".html" => "text/html", ".css" => "text/css")
	url.rewrite-once = (
		"^/category/" => "/list.html",
		"^/products/[0-9A-Za-z-]+" => "/product.html",
		"^/($pages)(\\?|\$)" => "/\$1.html")
	END
}

haproxy_config() {
	cat <<-END
	global
		log stdout format rfc3164 local0
	defaults
		mode http
		log global
		option httplog
		timeout client 3s
		timeout http-request 3s
		timeout connect 1s
		timeout server 1s
	frontend shop
		bind 127.0.0.1:$port
		capture request header Host len 100
		capture request header User-Agent len 300
		capture request header Referer len 300
		http-request deny if { path_beg /private }
		use_backend dead if { path_beg /pay }
		default_backend pages
	backend pages
		http-request return status 200 content-type text/html string ok
	backend dead
		server s1 127.0.0.1:$dead_port
	END
}

caddy_config() {
	cat <<-END
	{
		admin off
		auto_https off
	}
	http://:$port {
		bind 127.0.0.1
		root * $tmp/www
		rewrite /category/* /list.html
		rewrite /products/* /product.html
		try_files {path} {path}.html
		file_server
		log {
			output file $tmp/log/caddy.log
			format json
		}
	}
	END
}

start() {
	"$@" >"$tmp/start" 2>&1 </dev/null &
	daemon=$!
	tries=0
	until [ -s "$tmp/pid" ]; do
		tries=$((tries + 1))
		if [ $tries -gt 100 ] || ! kill -0 $daemon 2>/dev/null; then
			cat "$tmp/start" >&2
			die "$1 did not start"
		fi
		sleep 0.1
	done
}

# The signal is the one by which the server finishes what it is doing.
stop() {
	kill -s "$1" "$daemon"
	wait "$daemon" || :
	daemon=
	rm -f "$tmp/pid"
}

# A shop's back end that hangs: the kernel connects, nobody reads.
start_mute() {
	perl -MIO::Socket::INET -e '
		$s = IO::Socket::INET->new(LocalAddr => "127.0.0.1",
			LocalPort => shift, Listen => 20, ReuseAddr => 1)
			or die "make-logs: port: $!\n";
		sleep 600' $mute_port &
	mute=$!
}

# ---- the clients -----------------------------------------------------------

windows='Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'
mac='Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15'
firefox='Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0'
whale='Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Whale/3.25.232.19 Safari/537.36'
naver_app='Mozilla/5.0 (Linux; Android 14; SM-S918N Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0.6312.118 Mobile Safari/537.36 NAVER(inapp; search; 1200; 12.6.1)'
instagram_app='Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 326.0.0.30.90 (iPhone14,5; iOS 17_4_1; ko_KR; ko; scale=3.00; 1170x2532; 588183217)'
kakao_app='Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 KAKAOTALK 10.7.5'

# visitor ADDRESS AGENT [COOKIE [X-FORWARDED-FOR]]: who sends from now on.
visitor() {
	client=$1
	agent=$2
	cookie=${3:-}
	forwarded=${4:-}
	referrer=
	site=shop.example
	at=$port
}

# get PATH [CURL-OPTION...]: one request of the visitor, the answer unread.
# Failures are part of the traffic.
get() {
	path=$1
	shift
	case $client in
	*:*)	server='[::1]' ;;
	*)	server=127.0.0.1 ;;
	esac
	curl -qs --noproxy '*' --path-as-is -g --max-time 5 -o /dev/null \
		--interface "$client" --connect-to "::$server:$at" \
		-A "$agent" \
		${referrer:+-e "$referrer"} \
		${cookie:+-b "$cookie"} \
		${forwarded:+-H "X-Forwarded-For: $forwarded"} \
		"$@" "http://$site$path" || :
}

# page PATH [CURL-OPTION...]: a request that the next one names as referrer.
page() {
	get "$@"
	referrer=http://$site$path
}

# form PATH [CURL-OPTION...]: a form sent off.
form() {
	get "$@" -d 'id=kim&password=secret'
}

# bytes TEXT: TEXT with its \xHH \r \n \t \\ made bytes, \w being a wait of two
# seconds; then whatever the server says until it closes.
bytes() {
	perl -MIO::Socket::INET -e '
		my ($port, $client, $text) = @ARGV;
		$SIG{ALRM} = sub { exit };
		$SIG{PIPE} = "IGNORE";
		alarm 8;
		my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1",
			PeerPort => $port, LocalAddr => $client)
			or die "make-logs: connect: $!\n";
		my %c = (r => "\r", n => "\n", t => "\t", "\\" => "\\");
		for my $part (split /\\w/, $text) {
			sleep 2 if $n++;
			$part =~ s/\\(?:x([0-9a-f]{2})|([rnt\\]))/
				defined $1 ? chr hex $1 : $c{$2}/gex;
			syswrite $s, $part;
		}
		1 while sysread $s, my $answer, 65536' \
		"$at" "$client" "$1"
}

# request LINE [HEADER...]: any request line and headers, escapes as in bytes.
request() {
	text="$1\\r\\nHost: $site\\r\\n"
	shift
	for header; do
		text="$text$header\\r\\n"
	done
	bytes "${text}Connection: close\\r\\n\\r\\n"
}

# ---- the traffic -----------------------------------------------------------

# One visitor from a search engine to an order, reloaded.
buyers() {
	visitor 127.0.0.11 "$windows" \
		'_ga=GA1.1.111.222; _ga_X1Y2Z3=GS1.1.1714000000.1.0.1714000000.0.0.0' \
		203.0.113.11
	referrer='https://www.google.com/'
	page /
	get /style.css
	page /category/shoes
	page '/search?q=%EC%9A%B4%EB%8F%99%ED%99%94'
	page /products/1001
	form '/cart/add?item=1001&qty=2'
	page /cart
	page /checkout
	referrer='https://stdpay.inicis.com/'
	page '/order/complete?oid=A-20240501-1&amount=59800'
	get '/order/complete?oid=A-20240501-1&amount=59800'

	visitor 127.0.0.12 "$mac" \
		'uid=park77; theme="dark mode"; path=C:\shop' \
		'203.0.113.12, 10.0.0.1'
	page /login
	form /login
	page /mypage
	get / -H 'If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT'
	get /style.css -H 'If-None-Match: *'
	page '/search?q=%BF%EE%B5%BF%C8%AD'
	page '/search?q=%uC6B4%uB3D9+size%3d270&sort=price'
	page /products/1002-RED
	form '/cart/add?item=1002-RED&qty=1'
	page '/order/complete?oid=A-20240501-2&amount=7%2C500%EC%9B%90'

	visitor ::1 "$firefox" 'Apache=127.0.0.1.1714000000000000' 2001:db8::77
	page /signup
	form /signup
	page /signup/complete
	get /intro.mp4 -r 100-1099

	visitor 127.0.0.1 "$firefox" _ga=GA1.1.333.444
	site=blog.example
	referrer='https://www.google.com/search?q=spring+shoes'
	page /
	page /post/spring.html
}

# Paid and tagged arrivals.
landings() {
	visitor 127.0.0.21 "$windows" '' 203.0.113.21
	referrer='https://search.naver.com/search.naver?where=nexearch&query=%EC%9A%B4%EB%8F%99%ED%99%94'
	get '/?n_media=27758&n_query=%EC%9A%B4%EB%8F%99%ED%99%94&n_rank=1&n_ad_group=grp-a001-01-000000000000001&n_ad=nad-a001-01-000000000000001&n_keyword_id=nkw-a001-01-000000000000001&n_keyword=%EC%9A%B4%EB%8F%99%ED%99%94&n_campaign_type=1&n_match=1&NaPm=ct%3Dlbwpirco%7Cci%3D0yW0003x%7Ctr%3Dsa%7Chk%3D0123456789abcdef0123456789abcdef01234567'
	visitor 127.0.0.22 "$naver_app" '' '203.0.113.22, 198.51.100.7, 10.0.0.1'
	referrer='https://m.search.naver.com/'
	get '/products/1003?NaPm=ct=lbwpirco|ci=shoppingwindow|tr=slsl|hk=0'
	visitor 127.0.0.23 "$instagram_app" '' unknown
	referrer='https://l.instagram.com/'
	get '/category/shoes?utm_source=instagram&utm_medium=paid_social&utm_campaign=spring%20sale&utm_content=reel-1&fbclid=IwAR0abc_DEF-123'
	visitor 127.0.0.24 "$mac"
	referrer='https://www.google.com/'
	get '/?utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_term=%2Bshoes&gclid=Cj0KCQjw_abc-DEF&gad_source=1'
	get '/products/1001?wbraid=CjkKCQ&utm_source=&utm_medium'
	visitor 127.0.0.25 "$kakao_app"
	get '/blog/how-to-run?utm_source=kakao&utm_medium=message&utm_campaign=%EB%B4%84'
	visitor 127.0.0.26 "$whale"
	referrer='https://m.blog.naver.com/runner/223000000000'
	page '/products/1001?utm_source=a&utm_source=b&amp;utm_medium=c'
	page '/products/1001;jsessionid=0A1B2C?from=blog'
}

crawlers() {
	visitor 127.0.0.31 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
	get /robots.txt
	get /products/1001
	visitor 127.0.0.32 'Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)'
	get /category/shoes
	visitor 127.0.0.33 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'
	get '/products/1003?utm_source=instagram'
	visitor 127.0.0.34 'python-requests/2.31.0'
	get /wp-login.php
	visitor 127.0.0.35 "$(curl --version | sed 's,^curl ,curl/,; s/ .*//; q')"
	get / -I
	get / -X OPTIONS
	visitor 127.0.0.36 ''
	get /about
	get /about -H 'User-Agent;' -H 'Referer;' -H 'Cookie;'
}

# Every kind of answer, refusals included.
answers() {
	visitor 127.0.0.41 "$windows" _ga=GA1.1.555.666
	get /products/no_such_thing
	get /private/ledger
	get /boom
	get /help
	get /drop
	get /pay
	get /stock
	get /stock --max-time 0.3
	sleep 1
	get /about -0
	get /mypage -d "$(printf '%02000d' 0)"
	get "/search?q=$(printf '%06000d' 0 | tr 0 k)"
	get "/search?q=$(printf '%09000d' 0 | tr 0 k)"
	get /about -H "X-Long: $(printf '%09000d' 0)"
	get /admin
	get /admin -u kim:secret
	get /admin -u 'john doe:secret'
	get /admin -u 'o"hara:secret'
	get /admin -u 'a\b:secret'
	get /admin -u '김:secret'
	get /admin -u 'x [01/Jan/2024:00:00:00 +0000] "GET / HTTP/1.1" 200 1:y'
	get /admin -u :secret
	at=$h2_port
	get '/products/1004?from=h2' --http2-prior-knowledge
	at=$port
	if [ -S "$tmp/socket" ]; then
		get /about --unix-socket "$tmp/socket" --interface ''
	fi
}

# Header values that hurt.
headers() {
	visitor 127.0.0.51 none
	request 'GET /about HTTP/1.1' 'User-Agent: Mozilla/5.0 "quoted" agent' \
		'Referer: http://shop.example/?q="a"' \
		'Cookie: a="b"; uid="kim 1"'
	request 'GET /about HTTP/1.1' 'User-Agent: back\\\\slash\x5c' \
		'Referer: http://shop.example/\x5c' 'Cookie: a=\\; uid=c\\"d'
	request 'GET /about HTTP/1.1' 'User-Agent: \\" 200 1 \\"-\\"' \
		'Referer: " 200 1 "-" "-' 'Cookie: "'
	request 'GET /about HTTP/1.1' 'User-Agent: tab\tin\tagent' \
		'Referer: http://shop.example/a\tb' 'Cookie: uid=t\tt'
	request 'GET /about HTTP/1.1' 'User-Agent: 쇼핑앱/2.1 (안드로이드)' \
		'Referer: https://search.naver.com/search.naver?query=운동화' \
		'Cookie: uid=김철수; _ga=GA1.1.777.888' 'X-Forwarded-For: 한국'
	request 'GET /about HTTP/1.1' 'User-Agent: \xff\xfe\xbf\xee\x80' \
		'Referer: http://shop.example/\xff' 'Cookie: uid=\xff'
	request 'GET /about HTTP/1.1' 'User-Agent: 100% %20 %s %n %' \
		'Referer: http://shop.example/100%?q=%zz' 'Cookie: uid=%22%'
	request 'GET /about HTTP/1.1' 'User-Agent: \x01\x1b[31m\x7f'
	request 'GET /about HTTP/1.1' 'User-Agent: -' 'Referer: -' 'Cookie: -'
	request 'GET /about HTTP/1.1' 'User-Agent: one' 'User-Agent: two' \
		'Referer: about:blank' \
		'Cookie: _ga=GA1.1.111.222' 'Cookie: uid=second' \
		'X-Forwarded-For: "1.2.3.4", [2001:db8::1]:443, 10.0.0.1'
	request 'GET /about HTTP/1.1' "User-Agent: \${jndi:ldap://127.0.0.1/a}" \
		'Referer: () { :; }; echo x' 'Referer: second'
}

# Request lines that hurt.
lines() {
	visitor 127.0.0.61 none
	request 'GET /a b c.html HTTP/1.1'
	request 'GET /about HTTP/1.1 HTTP/1.1'
	request 'GET /search?q="x"&r=\\"y HTTP/1.1'
	request 'GET /search?q=운동화 HTTP/1.1'
	request 'GET /search?q=\xbf\xee\xb5\xbf HTTP/1.1'
	request 'GET //double//slash HTTP/1.1'
	request 'GET /products/1001#reviews HTTP/1.1'
	request 'GET /search?q=a?b=c?d HTTP/1.1'
	request 'GET ?q=1 HTTP/1.1'
	request 'GET about HTTP/1.1'
	request 'GET /bare%percent%zz HTTP/1.1'
	request 'GET /search?q=100%&x=%e HTTP/1.1'
	request 'GET /../../etc/passwd HTTP/1.1'
	request 'GET /about\tHTTP/1.1'
	request 'GET  /about  HTTP/1.1'
	request 'GET /a\x00b HTTP/1.1'
	request 'GET http://shop.example:8080/products/1001?a=b HTTP/1.1'
	request 'GET http://kim:secret@shop.example/about HTTP/1.1'
	request 'GET http://elsewhere.example/ HTTP/1.1'
	request 'CONNECT elsewhere.example:443 HTTP/1.1'
	request 'OPTIONS * HTTP/1.1'
	request 'get /about HTTP/1.1'
	request 'GET /about HTTP/3.0'
	request 'GET /about HTTP/1.1\rX: y'
	request 'GET /about\rx HTTP/1.1'
	request '"'
	request '-'
	request ' '
	bytes 'GET /about\r\n'
	bytes 'GET /about HTTP/1.1\r\n\r\n'
	bytes 'GET /about HTTP/1.0\n\n'
	bytes '\r\n\r\nGET /about HTTP/1.0\r\n\r\n'
	bytes 'GET\r\n\r\n'
	bytes '\n\n\n\n'
	bytes '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"\\\n\x8a$\x5c\xc0+'
	bytes '\x03\x00\x00/*\xe0\x00\x00\x00\x00\x00Cookie: mstshash=kim\r\n'
	bytes 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00'
	bytes '{"id":1,"method":"login","params":{"agent":"x"}}\n'
	bytes 'GET /never/finis'
	bytes 'GET /about HTTP/1.1\r\nHost: shop.ex'

	# A request that starts before others and ends after them.
	bytes 'GET /slow HTTP/1.0\r\n\wHost: shop.example\r\n\r\n' &
	slow=$!
	visitor 127.0.0.62 "$mac"
	sleep 1.2
	page /
	page /about
	wait $slow
	slow=
}

traffic() {
	buyers
	landings
	crawlers
	answers
	headers
	lines
}

# ---- main ------------------------------------------------------------------

for tool in nginx apache2 lighttpd haproxy caddy curl perl; do
	command -v $tool >/dev/null || die "$tool is not installed"
done
modules=/usr/lib/apache2/modules
[ -d $modules ] || die "no $modules"
[ -d "$out" ] || die "no directory $out"

make_site
start_mute

nginx_config >"$tmp/nginx.conf"
export TZ=KST-9
start nginx -p "$tmp" -e "$tmp/error" -c "$tmp/nginx.conf"
kill -0 "$mute" 2>/dev/null || die "port $mute_port is taken"
traffic
stop QUIT
rm -f "$tmp/socket"

apache_config >"$tmp/apache.conf"
export TZ=IST-5:30
start apache2 -d "$tmp" -f "$tmp/apache.conf" -DFOREGROUND
traffic
stop WINCH

lighttpd_config >"$tmp/lighttpd.conf"
export TZ=KST-9
start lighttpd -D -f "$tmp/lighttpd.conf"
traffic
stop INT

# It has no file of its own to log to, nor one for its number here.
haproxy_config >"$tmp/haproxy.conf"
echo up >"$tmp/pid"
start haproxy -db -f "$tmp/haproxy.conf"
sleep 1
traffic
cp "$tmp/start" "$tmp/log/haproxy.log"
stop USR1

caddy_config >"$tmp/Caddyfile"
export TZ=UTC0 HOME="$tmp"
start caddy run --config "$tmp/Caddyfile" --adapter caddyfile \
	--pidfile "$tmp/pid"
traffic
stop TERM

cp "$tmp"/log/*.log "$out"
cd "$tmp/log"
wc -lc -- *.log
