/* SPDX-License-Identifier: MIT */
/* How a page looks: light and dark, wide and narrow, on paper; and the little
 * script that sorts and filters tables. Both are hashed for the page's policy,
 * so a byte changed here changes the policy by itself. */
#include "report/html.h"

static const char *const style[] = {
    /* colours, each pair of text and ground with a contrast of 4.5 and more */
    ":root{color-scheme:light dark;--bg:#f4f6f9;--card:#fff;--ink:#16202c;"
    "--soft:#55606e;--line:#dde3ea;--bar:#2f7de1;--bar2:#a9cbf5;"
    "--loss:#b42318;--lossbg:#fdecea;--lossbar:#f0a39b;--gain:#067647;"
    "--open:#c9b458;--link:#0b5cad;--h:47,125,225}"
    "@media(prefers-color-scheme:dark){:root{--bg:#0e141b;--card:#18212c;"
    "--ink:#e9eef4;--soft:#a6b3c2;--line:#2c3947;--bar:#5aa2f5;"
    "--bar2:#2b4f78;--loss:#ff9d91;--lossbg:#3a1d1c;--lossbar:#a3463d;"
    "--gain:#5fd39b;--open:#b09c45;--link:#7cb8ff;--h:90,162,245}}",
    "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}"
    "body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 "
    "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Apple SD Gothic Neo\","
    "\"Malgun Gothic\",\"Noto Sans KR\",\"Noto Sans CJK KR\",NanumGothic,"
    "sans-serif;font-variant-numeric:tabular-nums}"
    "a{color:var(--link)}a:focus-visible,button:focus-visible,"
    "summary:focus-visible,input:focus-visible,.scroll:focus-visible"
    "{outline:3px solid var(--bar);outline-offset:2px}"
    ".skip{position:absolute;left:-99em}.skip:focus{left:1em;top:1em;"
    "background:var(--card);padding:.5em 1em;z-index:9}"
    "header,main,footer{max-width:1180px;margin:0 auto;padding:0 20px}"
    "header{padding-top:28px}h1{font-size:1.75rem;line-height:1.25;margin:0;"
    "letter-spacing:-.01em;overflow-wrap:anywhere}"
    ".period{color:var(--soft);margin:.25em 0 0}"
    "nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:8px;padding:0;"
    "margin:16px 0 0}nav a{display:block;padding:4px 12px;border:1px solid "
    "var(--line);border-radius:99px;background:var(--card);"
    "text-decoration:none;overflow-wrap:anywhere}",
    "section{background:var(--card);border:1px solid var(--line);"
    "border-radius:14px;padding:20px 24px;margin:20px 0;min-width:0}"
    "h2{font-size:1.2rem;margin:0 0 14px;overflow-wrap:anywhere}"
    "h3{font-size:1rem;margin:22px 0 8px;overflow-wrap:anywhere}"
    "footer{color:var(--soft);font-size:.85rem;padding-bottom:32px}"
    ".none{color:var(--soft);margin:0}"
    "details{margin-top:14px}summary{cursor:pointer;color:var(--link)}"
    ".scroll{overflow-x:auto;margin:10px -24px 0;padding:0 24px}"
    "table{border-collapse:collapse;width:100%}"
    "caption{position:absolute;left:-99em}"
    "th,td{padding:7px 10px;text-align:left;border-bottom:1px solid "
    "var(--line);vertical-align:top;overflow-wrap:break-word;max-width:34em}"
    "th:first-child,td:first-child{padding-left:0}"
    "thead th{color:var(--soft);font-weight:600;font-size:.85rem;"
    "vertical-align:bottom;border-bottom-width:2px;word-break:keep-all}"
    "tbody th{font-weight:600;min-width:9.5em}.n{text-align:right;white-space:nowrap}"
    ".t{white-space:nowrap}tfoot td,tfoot th{font-weight:700;"
    "border-bottom:0;border-top:2px solid var(--line)}"
    "tbody tr:hover{background:rgba(var(--h),.07)}",
    "thead button{font:inherit;color:inherit;background:none;border:0;"
    "padding:0;cursor:pointer;text-align:inherit}"
    "thead button::after{content:\"\\2195\";opacity:.45;padding-left:.3em}"
    "th[aria-sort=ascending] button::after{content:\"\\2191\";opacity:1}"
    "th[aria-sort=descending] button::after{content:\"\\2193\";opacity:1}"
    ".find{font:inherit;color:inherit;background:var(--bg);border:1px solid "
    "var(--soft);border-radius:8px;padding:5px 10px;max-width:100%}"
    ".bar{display:block;width:100%;height:6px;margin-top:4px;"
    "border-radius:3px;background:var(--line);min-width:56px}"
    ".bar rect{fill:var(--bar)}.bar.loss rect{fill:var(--loss)}"
    ".sub{color:var(--soft);font-size:.85rem;font-weight:400}"
    /* a cell of pages that gives way to all others would be a tower */
    ".path{display:flex;flex-wrap:wrap;gap:4px 0;padding:0;margin:0;"
    "min-width:min(24em,70vw);"
    "list-style:none}.path li{padding:1px 9px;border-radius:99px;"
    "background:rgba(var(--h),.13);overflow-wrap:anywhere}"
    ".path li+li{margin-left:22px;position:relative}"
    ".path li+li::before{content:\"\\2192\";position:absolute;left:-19px;"
    "color:var(--soft)}.sig{font-weight:700}",
    /* the funnel */
    ".kpi{display:flex;flex-wrap:wrap;gap:8px 36px;margin:0 0 8px}"
    ".kpi div{display:flex;flex-direction:column-reverse;min-width:0}"
    ".kpi dd{font-size:1.6rem;font-weight:700;margin:0;line-height:1.2}"
    ".kpi dt{color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}"
    ".flow{display:block;width:100%;height:auto;margin:12px 0 0}"
    ".flow .s{fill:var(--bar)}.flow .c{fill:var(--bar2);opacity:.75}"
    ".flow .d{fill:var(--lossbar);opacity:.55}.flow .o{fill:var(--open)}"
    ".flow text{fill:var(--ink);font-size:26px;text-anchor:middle}"
    ".flow .p{font-weight:700}.flow .l{fill:var(--loss)}"
    ".stages{list-style:none;display:grid;gap:12px;padding:0;"
    "margin:12px 0 0;grid-template-columns:repeat(auto-fit,minmax(180px,1fr))}"
    ".stage{border:1px solid var(--line);border-radius:12px;padding:12px 14px;"
    "min-width:0}.stage h3{margin:0;font-size:1rem}"
    ".stage h3::first-letter{text-transform:none}"
    ".stage .big{font-size:1.45rem;font-weight:700;line-height:1.2}"
    /* a share goes below its figure where both are too wide */
    ".stage dl{display:grid;grid-template-columns:1fr auto;gap:2px 8px;"
    "margin:8px 0 0;font-size:.85rem}.stage dt{color:var(--soft);"
    "word-break:keep-all}.stage dd{margin:0;text-align:right}"
    ".stage dd .sub{display:inline-block;min-width:3.6em}"
    ".kpi dt::first-letter,.stage dt::first-letter,h3::first-letter"
    "{text-transform:uppercase}"
    ".drop{color:var(--loss)}.stage.high dt.drop,.stage.high dd.drop"
    "{font-weight:700}.touch{list-style:none;margin:8px 0 0;padding:8px 0 0;"
    "border-top:1px solid var(--line);font-size:.85rem}"
    ".touch li{display:flex;justify-content:space-between;gap:8px}",
    /* trends and cohorts */
    ".trends{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,"
    "minmax(250px,1fr))}.trend{border:1px solid var(--line);"
    "border-radius:12px;padding:12px 14px;margin:0;min-width:0}"
    ".trend figcaption{display:grid;grid-template-columns:1fr auto;"
    "gap:0 8px;align-items:baseline}.trend b{font-size:1.25rem;"
    "text-align:right}"
    ".trend figcaption .sub{grid-column:2;text-align:right}"
    ".trend svg{display:block;width:100%;height:84px;margin-top:6px;"
    "overflow:visible}.trend .a{fill:rgba(var(--h),.16)}"
    ".trend .l{fill:none;stroke:var(--bar);stroke-width:2;"
    "vector-effect:non-scaling-stroke;stroke-linejoin:round}"
    ".trend .p{fill:none;stroke:var(--bar);stroke-width:7;"
    "stroke-linecap:round;vector-effect:non-scaling-stroke}"
    ".trend .h{fill:transparent}.trend .h:hover{fill:rgba(var(--h),.25)}"
    ".ends{display:flex;justify-content:space-between;gap:8px;"
    "white-space:nowrap}"
    ".heat td{text-align:right;white-space:nowrap;border:2px solid "
    "var(--card);border-radius:6px;padding:6px 8px}"
    ".heat thead th{text-align:right}.heat thead th:first-child"
    "{text-align:left}.heat tbody th{white-space:nowrap;padding-left:0}"
    ".h1{background:rgba(var(--h),.06)}.h2{background:rgba(var(--h),.13)}"
    ".h3{background:rgba(var(--h),.20)}.h4{background:rgba(var(--h),.27)}"
    ".h5{background:rgba(var(--h),.34)}.h6{background:rgba(var(--h),.41)}"
    ".h7{background:rgba(var(--h),.48)}.h8{background:rgba(var(--h),.55)}",
    "@media(max-width:640px){header,main,footer{padding:0 12px}"
    "header{padding-top:18px}section{padding:16px;border-radius:12px}"
    ".scroll{margin:10px -16px 0;padding:0 16px}.flow{display:none}"
    ".stages{grid-template-columns:1fr}h1{font-size:1.4rem}"
    ".kpi dd{font-size:1.3rem}.kpi{gap:8px 24px}}"
    "@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;"
    "--line:#bbb;--bar:#2f7de1;--bar2:#a9cbf5;--loss:#b42318;"
    "--lossbar:#f0a39b;--link:#000;--h:47,125,225}"
    "body{font-size:11px;print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}section{border:0;padding:0}"
    "nav,.find,.skip{display:none}tr,.stage,.trend,.flow{break-inside:avoid}"
    "h2,h3,thead{break-after:avoid}"
    "thead button::after{content:\"\"}.scroll{overflow:visible;margin:0;"
    "padding:0}"
    /* Chromium repeats no head with boxes of buttons on the next page */
    "thead button{display:contents}"
    /* nothing scrolls on paper: names and texts break, figures do not */
    "table{font-size:8px}th,td{padding:2px 3px;overflow-wrap:anywhere}"
    "thead th{font-size:8px}tbody th,.path,.bar{min-width:0}"
    "thead th.n,.t{white-space:normal}.sub{font-size:.9em}"
    "tfoot{display:table-row-group}}"
    "@page{size:landscape;margin:10mm}"
    "@media(prefers-reduced-motion:no-preference){html"
    "{scroll-behavior:smooth}}",
    NULL};

static const char *const script[] = {
    "(function(){\"use strict\";"
    "var words=document.documentElement.dataset;"
    "function value(row,i){var c=row.cells[i];"
    "return c.dataset.v!==undefined?c.dataset.v:c.textContent}"
    "function sort(table,i,up){var body=table.tBodies[0],"
    "rows=Array.prototype.slice.call(body.rows),"
    "numbers=rows.some(function(r){return r.cells[i].dataset.v});"
    "rows.map(function(r,at){return{r:r,at:at,v:value(r,i)}})"
    ".sort(function(a,b){if((a.v===\"\")!==(b.v===\"\"))"
    "return a.v===\"\"?1:-1;var d=numbers?a.v-b.v:"
    "a.v<b.v?-1:a.v>b.v?1:0;return(up?d:-d)||a.at-b.at})"
    ".forEach(function(x){body.appendChild(x.r)})}",
    "document.querySelectorAll(\"table.sort\").forEach(function(table){"
    "var heads=Array.prototype.slice.call(table.tHead.rows[0].cells);"
    "heads.forEach(function(th,i){var b=document.createElement(\"button\");"
    "b.type=\"button\";b.title=words.sort+\" \"+th.textContent;"
    "while(th.firstChild)b.appendChild(th.firstChild);th.appendChild(b);"
    "b.addEventListener(\"click\",function(){"
    "var was=th.getAttribute(\"aria-sort\"),"
    "up=was?was===\"descending\":!th.classList.contains(\"n\");"
    "heads.forEach(function(h){h.removeAttribute(\"aria-sort\")});"
    "th.setAttribute(\"aria-sort\",up?\"ascending\":\"descending\");"
    "sort(table,i,up)})});"
    "if(table.tBodies[0].rows.length<15)return;"
    "var find=document.createElement(\"input\");find.type=\"search\";"
    "find.className=\"find\";find.placeholder=words.find;"
    "find.setAttribute(\"aria-label\",words.find);"
    "find.addEventListener(\"input\",function(){"
    "var q=find.value.toLowerCase();"
    "Array.prototype.forEach.call(table.tBodies[0].rows,function(r){"
    "r.hidden=r.textContent.toLowerCase().indexOf(q)<0})});"
    "table.parentNode.parentNode.insertBefore(find,table.parentNode)})"
    "})()",
    NULL};

static void
join(struct buf *b, const char *const *parts)
{
	for (; *parts; parts++)
		buf_put_text(b, *parts);
}

void
html_style(struct buf *b)
{
	join(b, style);
}

void
html_script(struct buf *b)
{
	join(b, script);
}
