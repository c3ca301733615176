/* SPDX-License-Identifier: MIT */
/* The words that agents are judged by. Each robot's word was compared with 555
 * agents of browsers; those that stand in one are not here (`bot`, `search`,
 * `link`, `.net`, `twitter`, `kakaotalk`, `line/`). */
#include "log/agent-tokens.h"

/* Robots, wherever the word stands. */
static const char *const bot_anywhere[] = {"${jndi", "-google", "://", "<?php",
    "<script", "acunetix", "adsenseinfeed", "agent", "ahrefs", "aiohttp",
    "amazonbot", "amzn-user", "analyz", "apache-http", "api client",
    "apis-google", "appdynamics", "appinsights", "appscan", "arachni",
    "archive", "archiving", "ask jeeves", "assetnote", "auditor", "axios",
    "azure-logic", "barkrowler", "barracuda", "base64_decode", "bitlybot",
    "blackbox exporter", "brandwatch", "bravest", "bubing", "burpcollaborator",
    "burpsuite", "bytespider", "camo (", "catchpoint", "ccbot", "censys",
    "centreon", "chatgpt-user", "check_http", "checker", "checkmk", "clamav",
    "classifier", "claude-user", "claude-web", "cloudflare", "cloudfront",
    "cohere-ai", "collapsify", "contentscan", "copyscape", "crawl", "cypress/",
    "dareboost", "datadog", "datanyze", "dataprovider", "daumoa", "dejaclick",
    "detectify", "devin/", "dirbuster", "discordbot", "dmbrowser",
    "domainextractor", "dotbot", "download manager", "download ninja", "drupal",
    "duckassist", "duplexweb", "dynatrace", "elb-health", "emailproxy",
    "embedly", "expanse", "externalagent", "externalhit", "faraday", "favicon",
    "feedburner", "feeddemon", "feroxbuster", "fetcher", "flashget",
    "foregenix", "fortinet", "freshping", "functionize", "fuzz faster",
    "gecko; compatible", "gemini-deep", "getright", "github-camo", "go-http",
    "gobuster", "google web preview", "google-", "googlehc", "googleother",
    "grafana", "grpc-node", "gtmetrix", "guzzle", "haproxy", "hardenize",
    "headless", "health check", "healthcheck", "heritrix", "hetrix", "htmlunit",
    "http client", "http-client", "http.rb", "http_request", "httpclient",
    "httpie", "httpurlconnection", "httpx", "httrack", "hubscan", "hubverify",
    "hwcdn", "ia_archiver", "icinga", "ifttt", "imageproxy", "imperva",
    "incapsula", "indexer", "inoreader", "insights", "internet-measure",
    "iplabel", "jakarta", "javascript:", "jersey/", "joomla", "jorgee", "jsdom",
    "kakao-og", "kakaotalk-scrap", "kube-probe", "l9explore", "leakix",
    "libwww-perl", "lighthouse", "linkedinbot", "linktiger", "load balancer",
    "load_file(", "lookup", "lssrocket", "ltx71", "lua-resty", "magento-cloud",
    "magpie", "make.com", "manus-user", "marketgoo", "masscan", "mattermost",
    "mcafee", "measurement", "mechanize", "mediapartners", "megaindex",
    "meta-external", "mimecast", "miniature.io", "mistralai-user", "mixnode",
    "mj12", "monitor", "montastic", "morningscore", "munin", "nagios",
    "naver-blogrss", "nessus", "netants", "netcraft", "netnewswire",
    "netsparker", "netsystemsresearch", "newrelic", "newsblur", "nextcloud",
    "nikto", "nmap", "node-fetch", "nuclei", "nutch", "oai-search",
    "office protocol", "offline explorer", "okhttp", "onebox", "onetrust",
    "onlyscans", "openvas", "outbrain", "page speed", "pageburst", "pagespeed",
    "paloalto", "parser", "pdf24", "perimeterx", "perplexity-user", "petalbot",
    "pg_sleep", "phantomjs", "pingdom", "plagiarism", "playwright", "postman",
    "preview", "prometheus", "proofpoint", "puppeteer", "python", "qualys",
    "quiterss", "qwantify", "rapid7", "restsharp", "robot", "rocket.chat",
    "rssowl", "safeassign", "scanning", "scrap", "screenshot", "search console",
    "seekport", "selenium", "semantics", "semrush", "sensu", "sentry/",
    "serpstat", "shodan", "silktide", "sindup", "site24x7", "siteaudit",
    "sitelock", "sitesucker", "skypeuri", "slurp", "snippet", "sogou web",
    "spider", "sqlmap", "squid/", "statuscake", "sucuri", "symantec",
    "synthetic", "taginspector", "talkwalker", "telegrambot", "teleport",
    "tenable", "teoma", "testlocally", "thumbor", "transcoder", "trendmicro",
    "turnitin", "typhoeus", "undici", "uptime", "uptimia", "url control",
    "urlbox", "validator", "varnish", "vbulletin", "vkshare", "w3af",
    "wappalyzer", "watchtowr", "wayback", "webcapture", "webcopier",
    "webdriver", "webhook", "webinspect", "weblight", "webzip", "whatcms",
    "whatsapp/", "windows-rss", "winhttp", "wkhtmlto", "wordpress/", "wpscan",
    "xenu", "yahooseeker", "zabbix", "zapier", "zaproxy", "zgrab"};

/* Robots, where a word begins so. */
static const char *const bot_start[] = {"ab/", "apachebench", "aria2",
    "artillery", "axel/", "boost.beast", "bot.", "bun/", "colly", "cpp-httplib",
    "curl/", "dart:io", "daum 4", "daum/4", "dcv", "deno/", "django", "elixir",
    "erlang", "feed", "feedparser", "fetch", "gatling", "got (", "got/",
    "hackney", "hatena", "hey/", "hobbit", "inspect", "java/", "jmeter", "k6/",
    "laravel", "libcurl", "links checker", "locust", "lwp", "magpierss",
    "news-please", "node.js", "node/", "oembed", "optimize", "perl", "php ",
    "php/", "powershell", "probe", "proxy", "ptst ", "ptst/", "pycurl",
    "reader/", "recon", "requests/", "reqwest", "research", "rest-client",
    "rss", "ruby", "rust-", "scan", "scrapy", "scrub", "security", "siege/",
    "simplepie", "snoopy", "soap", "splash", "symfony", "treq/", "tsung",
    "twisted", "unirest", "urllib", "validat", "vegeta", "wget", "wrk/", "www.",
    "xymon", "yeti ", "yeti)", "yeti/", "zend "};

/* Robots, as a word of its own. */
static const char *const bot_word[] = {
    "audit", "curl", "dummy", "fake", "inspector", "prober", "scanner", "test"};

/* Tablets. */
static const char *const tablet_anywhere[] = {
    "ipad", "tablet safari", "tablet)", "tablet;"};

/* Models of tablets. */
static const char *const tablet_start[] = {"galaxy tab", "gt-p", "kindle",
    "lenovo tab", "nexus 10", "nexus 7", "nexus 9", "playbook", "silk/", "sm-t",
    "sm-x", "transformer"};

/* Televisions and consoles. */
static const char *const other_anywhere[] = {"android tv", "apple tv",
    "appletv", "bravia", "crkey", "fire tv", "google tv", "googletv", "hbbtv",
    "netcast", "nintendo", "playstation", "qtcarbrowser", "roku", "smart tv",
    "smart-tv", "smarttv", "tesla/", "web0s", "xbox"};

/* Models of Fire TV. */
static const char *const other_start[] = {
    "aftb", "aftka", "aftm", "aftn", "afts", "aftt"};

/* Phones. */
static const char *const phone_anywhere[] = {"bb10", "blackberry", "iemobile",
    "iphone", "ipod", "kaios", "midp", "nokia", "opera mini", "symbian",
    "windows phone"};

/* Mobile, Mobi. */
static const char *const mobile_anywhere[] = {"mobi"};

static const char *const android_anywhere[] = {"android"};

/* What browsers, and apps that show pages, say at least one of. */
static const char *const engine_anywhere[] = {"[fban", "amiga", "beos",
    "cfnetwork", "charon", "dalvik", "darwin", "dillo", "docomo", "elinks",
    "exoplayer", "gecko", "googleapp/", "ibrowse", "icab", "inferno", "ios ",
    "ios/", "j2me", "kddi", "khtml", "konqueror", "links (", "linux", "lynx",
    "mac ", "macintosh", "mosaic", "mozacfetch", "msie", "netfront", "netscape",
    "netsurf", "omniweb", "opera", "player", "presto", "series60", "softbank",
    "sonos", "sunos", "tizen", "trident", "uc browser", "ucbrowser", "ucweb",
    "up.browser", "w3m", "webkit", "win10", "windows"};

#define LIST(words, kind, edges)                                     \
	{                                                            \
		words, sizeof(words) / sizeof(*(words)), kind, edges \
	}

const struct token_list token_lists[] = {
    LIST(bot_anywhere, TOKEN_BOT, 0),
    LIST(bot_start, TOKEN_BOT, TOKEN_START),
    LIST(bot_word, TOKEN_BOT, TOKEN_START | TOKEN_END),
    LIST(tablet_anywhere, TOKEN_TABLET, 0),
    LIST(tablet_start, TOKEN_TABLET, TOKEN_START),
    LIST(other_anywhere, TOKEN_OTHER, 0),
    LIST(other_start, TOKEN_OTHER, TOKEN_START),
    LIST(phone_anywhere, TOKEN_PHONE, 0),
    LIST(mobile_anywhere, TOKEN_MOBILE, 0),
    LIST(android_anywhere, TOKEN_ANDROID, 0),
    LIST(engine_anywhere, TOKEN_ENGINE, 0),
};
const size_t n_token_lists = sizeof(token_lists) / sizeof(*token_lists);
