/* SPDX-License-Identifier: MIT */
/* The words. */
#include "report/labels.h"

#include "report/columns.h"

static const char *const langs[LANGS] = {"en", "ko"};

static const char *const labels[LABELS][LANGS] = {
    [LABEL_CONTINUED] = {"continued", "다음 단계로"},
    [LABEL_DROPPED] = {"dropped", "이탈"},
    [LABEL_OPEN] = {"still open", "진행 중"},
    [LABEL_ENTERED] = {"entered", "유입"},
    [LABEL_REVENUE] = {"revenue", "발생 매출"},
    [LABEL_COST] = {"cost", "광고 비용"},
    [LABEL_ROAS] = {"ROAS", "ROAS"},
    [LABEL_ACQUISITION] = {"cost a person", "획득 비용"},
    [LABEL_OVERALL] = {"overall", "전체 전환율"},
    [LABEL_DROP_RATE] = {"drop-off", "이탈률"},
    [LABEL_MEDIAN] = {"median", "중앙값"},
    [LABEL_P90] = {"90% within", "90% 이내"},
    [LABEL_INTERVAL] = {"95% interval", "95% 신뢰구간"},
    [LABEL_TO] = {" to ", " ~ "},
    [LABEL_BY] = {" by ", ": "},
    [LABEL_TOTAL] = {"total", "합계"},
    [LABEL_WITHIN] = {"within", "기한"},
    [LABEL_OTHERS] = {" more", "개 더"},
    [LABEL_NONE] = {"(none)", "(없음)"},
    [LABEL_UNATTRIBUTED] = {"(unattributed)", "(접점 없음)"},
    [LABEL_MORE] = {" more ", "개 "},
    [LABEL_MORE_AFTER] = {"", " 더"},
    [LABEL_ROW] = {"row", "행"},
    [LABEL_ROWS] = {"rows", "행"},
    [LABEL_SEGMENT] = {"segment", "세그먼트"},
    [LABEL_SEGMENTS] = {"segments", "세그먼트"},
    [LABEL_FUNNEL] = {"funnel", "퍼널"},
    [LABEL_FUNNELS] = {"funnels", "퍼널"},
    [LABEL_NO_VISITORS] = {"no visitors: the funnel has no rows",
	"방문자 없음: 퍼널이 비어 있습니다"},
    [LABEL_NO_CONVERSIONS] = {"no conversions: the attribution has no rows",
	"전환 없음: 기여 분석이 비어 있습니다"},
    [LABEL_NO_ROWS] = {"no rows", "데이터 없음"},
    [LABEL_COMPARED] = {"compared", "비교"},
    [LABEL_POINTS] = {" pp", "%p"},
    [LABEL_PERSON] = {" person", "명"},
    [LABEL_PERSONS] = {" persons", "명"},
    [LABEL_LOW] = {"low", "최저"},
    [LABEL_HIGH] = {"high", "최고"},
    [LABEL_LAST] = {"last", "최근"},
    [LABEL_MEAN] = {"mean", "평균"},
    [LABEL_COHORT] = {"cohort", "코호트"},
    [LABEL_PERIOD] = {"period", "기간"},
    [LABEL_PERIODS] = {"periods", "기간"},
    [LABEL_REPORT] = {"Customer journey", "고객 여정 리포트"},
    [LABEL_CONTENTS] = {"Contents", "목차"},
    [LABEL_SHARE] = {"share", "비중"},
    [LABEL_SORT] = {"sort by", "정렬:"},
    [LABEL_FIND] = {"Filter the rows", "검색"},
    [LABEL_MEDIAN_TIME] = {"median time", "소요 시간 중앙값"},
    [LABEL_TABLE] = {"Show the figures", "수치 보기"},
    [LABEL_SESSIONS] = {"sessions", "세션"},
    [LABEL_SKIP] = {"Skip to the report", "본문으로 이동"}};

/* A name of the stream and what people call it. */
struct word {
	const char *name, *in[LANGS];
};

static const struct word columns[] = {{"segment", {"Segment", "세그먼트"}},
    {"step", {"Stage", "단계"}}, {"stage", {"Stage", "단계"}},
    {"touchpoint", {"Touchpoint", "접점"}},
    {"visitors", {"Visitors", "방문자"}}, {"persons", {"Persons", "인원"}},
    {"new_visitors", {"New visitors", "신규 방문자"}},
    {"entered", {"Entered", "유입"}},
    {"continued", {"Continued", "다음 단계로"}},
    {"dropped", {"Dropped", "이탈"}}, {"open", {"Still open", "진행 중"}},
    {"step_rate", {"Step rate", "단계 전환율"}},
    {"drop_rate", {"Drop-off", "이탈률"}},
    {"overall_rate", {"Overall rate", "전체 전환율"}},
    {"wilson_low", {"95% low", "신뢰구간 하한"}},
    {"wilson_high", {"95% high", "신뢰구간 상한"}},
    {"median_s", {"Median time", "소요 시간 중앙값"}},
    {"p90_s", {"90% within", "90% 이내"}},
    {"revenue", {"Revenue", "발생 매출"}}, {"cost", {"Cost", "광고 비용"}},
    {"cac", {"CAC", "획득 비용"}}, {"cpa", {"CPA", "전환당 비용"}},
    {"cpc", {"CPC", "클릭당 비용"}}, {"ctr", {"CTR", "클릭률"}},
    {"roas", {"ROAS", "ROAS"}}, {"impressions", {"Impressions", "노출"}},
    {"clicks", {"Clicks", "클릭"}},
    {"new_customers", {"New customers", "신규 구매자"}},
    {"conversions", {"Conversions", "전환"}},
    {"conversion_rate", {"Conversion rate", "전환율"}},
    {"channel", {"Channel", "채널"}}, {"source", {"Source", "소스"}},
    {"medium", {"Medium", "매체"}}, {"campaign", {"Campaign", "캠페인"}},
    {"term", {"Term", "키워드"}}, {"keyword", {"Keyword", "유입 키워드"}},
    {"content", {"Content", "콘텐츠"}}, {"device", {"Device", "기기"}},
    {"model", {"Model", "기여 모델"}}, {"currency", {"Currency", "통화"}},
    {"path", {"Path", "경로"}}, {"page", {"Page", "페이지"}},
    {"pages", {"Pages", "본 페이지"}}, {"person", {"Person", "고객"}},
    {"uid", {"Visitor", "방문자 ID"}}, {"user", {"Member", "회원"}},
    {"session", {"Session", "세션"}}, {"sessions", {"Sessions", "세션"}},
    {"visit", {"Visit", "방문 회차"}}, {"visits", {"Visits", "방문 수"}},
    {"views", {"Views", "조회수"}},
    {"views_per_session", {"Views a session", "세션당 조회수"}},
    {"bounce_rate", {"Bounce rate", "이탈률(첫 페이지)"}},
    {"duration", {"Duration", "체류 시간"}},
    {"avg_duration", {"Mean duration", "평균 체류 시간"}},
    {"dwell", {"Dwell", "체류 시간"}},
    {"mean_dwell", {"Mean dwell", "평균 체류 시간"}},
    {"items_viewed", {"Items viewed", "상품 조회"}},
    {"carts", {"Carts", "장바구니"}},
    {"cart_rate", {"Cart rate", "장바구니 담기율"}},
    {"cart_abandonment", {"Cart abandonment", "장바구니 이탈률"}},
    {"checkouts", {"Checkouts", "주문서 작성"}},
    {"checkout_completion", {"Checkout completion", "결제 완료율"}},
    {"orders", {"Orders", "주문"}}, {"buyers", {"Buyers", "구매자"}},
    {"revenue_per_session", {"Revenue a session", "세션당 매출"}},
    {"revenue_per_person", {"Revenue a person", "인당 매출"}},
    {"open_sessions", {"Open sessions", "진행 중 세션"}},
    {"ltv", {"LTV", "고객 생애 가치"}}, {"aov", {"Order value", "객단가"}},
    {"day", {"Day", "일자"}}, {"date", {"Date", "날짜"}},
    {"week", {"Week", "주차"}}, {"month", {"Month", "월"}},
    {"hour", {"Hour", "시간대"}}, {"cohort", {"Cohort", "코호트"}},
    {"period", {"Period", "경과 기간"}}, {"size", {"Size", "인원"}},
    {"active", {"Active", "활성 사용자"}}, {"rate", {"Rate", "비율"}},
    {"share", {"Share", "비중"}}, {"retention", {"Retention", "재방문율"}},
    {"time", {"Time", "시각"}}, {"start", {"Start", "시작"}},
    {"end", {"End", "종료"}}, {"first_seen", {"First seen", "첫 방문"}},
    {"last_seen", {"Last seen", "최근 방문"}},
    {"first_order", {"First order", "첫 구매"}},
    {"last_order", {"Last order", "최근 구매"}},
    {"first_channel", {"First channel", "최초 유입 채널"}},
    {"last_channel", {"Last channel", "최근 채널"}},
    {"last_source", {"Last source", "최근 소스"}},
    {"last_medium", {"Last medium", "최근 매체"}},
    {"last_campaign", {"Last campaign", "최근 캠페인"}},
    {"search", {"Search words", "검색어"}}, {"item", {"Item", "상품"}},
    {"item_name", {"Item name", "상품명"}},
    {"category", {"Category", "카테고리"}}, {"quantity", {"Quantity", "수량"}},
    {"price", {"Price", "가격"}}, {"event", {"Event", "이벤트"}},
    {"events", {"Events", "이벤트"}}, {"hits", {"Hits", "히트"}},
    {"entry", {"Entry page", "유입 페이지"}},
    {"exit", {"Exit page", "종료 페이지"}}, {"measure", {"Measure", "지표"}},
    {"now", {"Now", "현재"}}, {"before", {"Before", "이전"}},
    {"difference", {"Difference", "차이"}}, {"change", {"Change", "변화"}},
    {"interval", {"95% interval", "95% 신뢰구간"}}, {"p", {"p", "p"}},
    {"p_holm", {"p (Holm)", "p (Holm)"}}, {"test", {"Test", "검정"}},
    {"dau", {"DAU", "DAU"}}, {"wau", {"WAU", "WAU"}}, {"mau", {"MAU", "MAU"}},
    {"stickiness", {"Stickiness", "고착도"}},
    {"assisted", {"Assisted", "전환 지원"}}, {"steps", {"Steps", "단계 수"}},
    {"nulls", {"Without conversion", "미전환"}}, {"bucket", {"Bucket", "구간"}},
    {"first", {"First touch", "첫 접점 전환"}},
    {"last", {"Last touch", "마지막 접점 전환"}},
    {"assists", {"Assists", "전환 지원"}},
    {"assist_ratio", {"Assists per last touch", "지원 비율"}},
    {"first_revenue", {"First touch revenue", "첫 접점 매출"}},
    {"last_revenue", {"Last touch revenue", "마지막 접점 매출"}},
    {"assisted_revenue", {"Assisted revenue", "지원 매출"}},
    {"buyer_rate", {"Buyer rate", "구매율"}},
    {"repeat_buyers", {"Repeat buyers", "재구매자"}},
    {"repeat_rate", {"Repeat rate", "재구매율"}},
    {"purchase_frequency", {"Orders a buyer", "구매 빈도"}},
    {"revenue_per_buyer", {"Revenue a buyer", "구매자당 매출"}},
    {"revenue_per_visitor", {"Revenue a visitor", "방문자당 매출"}},
    {"cost_per_person", {"Cost a person", "인당 비용"}},
    {"first_order_median_s",
	{"Time to first order, median", "첫 구매까지 중앙값"}},
    {"first_order_p90_s",
	{"Time to first order, 90% within", "첫 구매까지 90% 이내"}},
    {"sessions_median", {"Sessions, median", "세션 수 중앙값"}},
    {"sessions_p90", {"Sessions, 90% within", "세션 수 90% 이내"}},
    {"entries", {"Entries", "진입"}}, {"exits", {"Exits", "종료"}},
    {"exit_rate", {"Exit rate", "종료율"}},
    {"avg_time", {"Mean time", "평균 체류 시간"}},
    {"searches", {"Searches", "검색 수"}},
    {"next", {"Next page", "다음 페이지"}},
    {"previous", {"Previous page", "이전 페이지"}},
    {"moves", {"Moves", "이동"}},
    {"pair", {"Pair of items", "함께 구매한 상품"}},
    {"engaged", {"Engaged", "참여"}}, {"bounce", {"Bounce", "이탈(첫 페이지)"}},
    {"window_s", {"Window", "전환 기한"}},
    {"days_since_seen", {"Days since last visit", "최근 방문 후 경과일"}},
    {"views_per_visit", {"Views a visit", "방문당 조회수"}},
    {"first_source", {"First source", "최초 유입 소스"}},
    {"first_medium", {"First medium", "최초 유입 매체"}},
    {"first_campaign", {"First campaign", "최초 유입 캠페인"}},
    {"items", {"Items", "상품"}}, {"cart", {"Cart", "장바구니"}},
    {"cart_age", {"Age of the cart", "장바구니 경과 시간"}},
    {"days_since_order", {"Days since last order", "최근 구매 후 경과일"}},
    {"recency", {"Recency", "최근성 점수"}},
    {"frequency", {"Frequency", "구매 빈도 점수"}},
    {"monetary", {"Monetary", "구매 금액 점수"}},
    {"segments", {"Segments", "세그먼트"}}, {"outcome", {"Outcome", "결과"}},
    {"days", {"Days", "전환 소요일"}}, {"touches", {"Touches", "접점 수"}},
    {"completed", {"Completed", "완료"}}, {"left", {"Left", "이탈"}},
    {"tag", {"Tag", "태그"}}, {"counter", {"Counter", "항목"}},
    {"value", {"Value", "값"}}, {"part", {"Part", "구분"}},
    {"count", {"Count", "건수"}}, {"example", {"Example", "예"}},
    {"note", {"Note", "비고"}}, {"kind", {"Kind", "종류"}},
    {"name", {"Name", "이름"}}, {"place", {"Place", "위치"}},
    {"row", {"Row", "행 번호"}}, {"rows", {"Rows", "행 수"}},
    {"why", {"Why", "이유"}}, {"low", {"Low", "하한"}},
    {"high", {"High", "상한"}}, {"order", {"Order", "주문 번호"}},
    {"country", {"Country", "국가"}}, {"host", {"Host", "호스트"}},
    {"query", {"Query", "쿼리"}}, {"referrer", {"Referrer", "리퍼러"}},
    {"title", {"Title", "페이지 제목"}}, {"status", {"Status", "상태 코드"}},
    {"method", {"Method", "요청 방식"}}, {"bytes", {"Bytes", "전송량(바이트)"}},
    {"ip", {"IP address", "IP 주소"}},
    {"user_agent", {"User agent", "사용자 에이전트"}},
    {"event_id", {"Event ID", "이벤트 ID"}},
    {"click_id", {"Click ID", "클릭 ID"}}, {"line", {"Line", "로그 줄"}},
    {"hit", {"Hit", "히트 순번"}}, {"touchpoints", {"Touchpoints", "접점"}},
    {"client", {"Client", "브라우저 ID"}}, {"from", {"From", "시작"}},
    {"to", {"To", "종료"}}, {NULL, {NULL, NULL}}};

static const struct word values[] = {{"reach", {"Reach", "도달"}},
    {"aware", {"Aware", "인지"}}, {"discover", {"Discover", "탐색"}},
    {"prospects", {"Prospects", "잠재고객"}},
    {"purchase", {"Purchase", "구매"}}, {"ad_click", {"Ad click", "광고 클릭"}},
    {"campaign", {"Campaign", "캠페인 유입"}},
    {"first_visit", {"First visit", "첫 방문"}}, {"visit", {"Visit", "방문"}},
    {"page_view", {"Page view", "페이지 조회"}},
    {"view_item", {"Item view", "상품 조회"}},
    {"view_item_list", {"Item list", "상품 목록"}},
    {"search", {"Search", "내부 검색"}},
    {"view_search_results", {"Search results", "검색 결과"}},
    {"sign_up", {"Sign-up", "회원가입"}}, {"login", {"Login", "로그인"}},
    {"add_to_cart", {"Add to cart", "장바구니 담기"}},
    {"add_to_wishlist", {"Wish list", "위시리스트"}},
    {"view_cart", {"Cart view", "장바구니 보기"}},
    {"remove_from_cart", {"Remove from cart", "장바구니 삭제"}},
    {"begin_checkout", {"Checkout", "주문서 작성"}},
    {"add_payment_info", {"Payment", "결제 정보"}},
    {"refund", {"Refund", "환불"}}, {"first", {"First touch", "첫 접점"}},
    {"last", {"Last touch", "마지막 접점"}},
    {"last-non-direct", {"Last non-direct", "마지막 비직접"}},
    {"linear", {"Linear", "선형"}}, {"position", {"Position", "위치 기반"}},
    {"decay", {"Time decay", "시간 감쇠"}}, {"w-shaped", {"W-shaped", "W형"}},
    {"full-path", {"Full path", "전체 경로"}},
    {"markov", {"Markov", "마르코프"}}, {"shapley", {"Shapley", "섀플리"}},
    {NULL, {NULL, NULL}}};

static const struct word sections[] = {
    {"funnel", {"Journey funnel", "여정 퍼널"}},
    {"touchpoints", {"Touchpoints", "접점"}},
    {"attribution", {"Attribution", "기여 분석"}},
    {"channels", {"Channels", "채널"}}, {"campaigns", {"Campaigns", "캠페인"}},
    {"daily", {"Day by day", "일별 추이"}},
    {"weekly", {"Week by week", "주별 추이"}},
    {"monthly", {"Month by month", "월별 추이"}}, {"trend", {"Trend", "추이"}},
    {"cohorts", {"Cohorts", "코호트"}},
    {"paths", {"Top paths", "주요 전환 경로"}},
    {"sessions", {"Session paths", "세션 경로"}},
    {"people", {"People", "고객"}}, {"audience", {"Audience", "오디언스"}},
    {"items", {"Items", "상품"}}, {"searches", {"Searches", "검색어"}},
    {"devices", {"Devices", "기기"}}, {"summary", {"Summary", "요약"}},
    {NULL, {NULL, NULL}}};

/* What is no value of its column, in any column; English keeps it. */
static const struct word others[] = {{"(total)", {NULL, "합계"}},
    {"(other)", {NULL, "(기타)"}}, {"(entry)", {NULL, "(유입)"}},
    {"(exit)", {NULL, "(종료)"}}, {"(outside)", {NULL, "(기간 외)"}},
    {"(others)", {NULL, "(기타)"}}, {NULL, {NULL, NULL}}};

/* What became of spend, and of touches without any; and rules, which English
 * calls by their words. */
static const struct word kinds[] = {{"no_touch", {"No touch", "접점 없음"}},
    {"outside", {"Other days", "기간 외"}},
    {"no_spend", {"No spend", "광고 비용 없음"}}, {"event", {NULL, "이벤트"}},
    {"exclude", {NULL, "제외"}}, {"touchpoint", {NULL, "접점"}},
    {"repeat", {NULL, "중복"}}, {"none", {NULL, "해당 없음"}},
    {NULL, {NULL, NULL}}};

/* The parts of cjm-parse --check, their items and notes; English has them as
 * they are written, since counters and options have the same names. */
static const struct word check_parts[] = {{"lines", {NULL, "로그 줄"}},
    {"format", {NULL, "로그 형식"}}, {"tracker", {NULL, "추적 도구"}},
    {"event", {NULL, "이벤트"}}, {"missing", {NULL, "누락"}},
    {"kind", {NULL, "값 형식 오류"}}, {"identity", {NULL, "방문자 식별"}},
    {"repeat", {NULL, "중복"}}, {"time", {NULL, "시간"}},
    {"source", {NULL, "소스"}}, {"host", {NULL, "호스트"}},
    {NULL, {NULL, NULL}}};
static const struct word check_items[] = {{"all", {NULL, "전체"}},
    {"events", {NULL, "이벤트"}}, {"blank", {NULL, "빈 줄"}},
    {"parts", {NULL, "나뉜 줄의 일부"}},
    {"rejected_long", {NULL, "거부: 너무 긴 줄"}},
    {"rejected_format", {NULL, "거부: 형식 오류"}},
    {"rejected_time", {NULL, "거부: 시각 오류"}},
    {"rejected_status", {NULL, "거부: 상태 코드 오류"}},
    {"dropped_assets", {NULL, "제외: 이미지·스크립트 등"}},
    {"dropped_methods", {NULL, "제외: 요청 방식"}},
    {"dropped_bodies", {NULL, "제외: 본문 없는 추적 요청"}},
    {"dropped_failed", {NULL, "제외: 실패한 요청"}},
    {"dropped_partial", {NULL, "제외: 부분 응답"}},
    {"dropped_outside", {NULL, "제외: 기간 외"}},
    {"dropped_trackers", {NULL, "제외: 추적 요청"}},
    {"dropped_pages", {NULL, "제외: 페이지 요청"}},
    {"dropped_addresses", {NULL, "제외: IP 주소"}},
    {"dropped_bots", {NULL, "제외: 봇"}},
    {"dropped_browsers", {NULL, "제외: 브라우저"}},
    {"dropped_consent", {NULL, "제외: 동의 없음"}},
    {"dropped_forgotten", {NULL, "제외: 삭제 요청"}},
    {"no uid", {NULL, "방문자 ID 없음"}}, {"user", {NULL, "회원"}},
    {"order", {NULL, "주문 번호"}}, {"event_id", {NULL, "이벤트 ID"}},
    {"line", {NULL, "로그 줄"}}, {"first", {NULL, "처음"}},
    {"last", {NULL, "마지막"}}, {"late", {NULL, "늦게 기록된 줄"}},
    {"gap over 1h", {NULL, "1시간 넘는 공백"}},
    {"campaign on an own link", {NULL, "자사 링크의 캠페인"}},
    {NULL, {NULL, NULL}}};
static const struct word check_notes[] = {{"own", {NULL, "자사"}},
    {"string", {NULL, "문자열이어야 함"}}, {"number", {NULL, "숫자여야 함"}},
    {"bool", {NULL, "참/거짓이어야 함"}},
    {"more names than --max-names", {NULL, "--max-names보다 많은 이름"}},
    {"only of the first --max-keys", {NULL, "처음 --max-keys개까지만"}},
    {"each begins a new source", {NULL, "매번 새 유입으로 집계됨"}},
    {NULL, {NULL, NULL}}};

/* Of the usual segments (cjm-profile --print-segments). */
static const struct word segments[] = {{"new", {NULL, "신규"}},
    {"returning", {NULL, "재방문"}}, {"engaged", {NULL, "관심 고객"}},
    {"first_buyer", {NULL, "첫 구매"}}, {"repeat", {NULL, "재구매"}},
    {"vip", {NULL, "VIP"}}, {"high_spend", {NULL, "고액 구매"}},
    {"churn_risk", {NULL, "이탈 위험"}}, {"lapsed", {NULL, "휴면"}},
    {"cart_left_30m", {NULL, "장바구니 30분 방치"}},
    {"cart_left_24h", {NULL, "장바구니 24시간 방치"}}, {NULL, {NULL, NULL}}};

/* The columns whose values are words of the suite: stages and the like, and
 * those of columns. */
static const char *const named[] = {
    "step", "stage", "touchpoint", "event", "model", "furthest_stage", NULL};
static const char *const measures[] = {"measure", "outcome", "change", NULL};

bool
lang_find(const char *name, enum lang *lang)
{
	for (unsigned i = 0; i < LANGS; i++)
		if (strcmp(langs[i], name) == 0) {
			*lang = (enum lang)i;
			return true;
		}
	return false;
}

const char *
lang_name(enum lang lang)
{
	return langs[lang];
}

const char *
label(enum lang lang, enum label which)
{
	return labels[which][lang];
}

const char *
label_of(enum lang lang, enum label one, size_t n)
{
	return label(lang, n == 1 ? one : one + 1);
}

static const char *
find(const struct word *words, struct slice name, enum lang lang)
{
	for (; words->name; words++)
		if (slice_is(name, words->name))
			return words->in[lang];
	return NULL;
}

/* Names of one's own: `new_members` is `new members`. */
static struct slice
spaced(struct slice name, struct buf *b)
{
	b->n = 0;
	buf_put_slice(b, name);
	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] == '_')
			b->p[i] = ' ';
	return buf_slice(b);
}

struct slice
label_column(enum lang lang, struct slice name, struct buf *b)
{
	const char *word = find(columns, name, lang);
	struct slice step = column_step(name);
	if (step.n > 0) {
		b->n = 0;
		buf_printf(b,
		    lang == LANG_KO ? "%.*s단계 시각" : "Time of step %.*s",
		    (int)step.n, step.p);
		return buf_slice(b);
	}
	return word ? slice_of(word) : spaced(name, b);
}

/* `in_STAGE`: `Time in reach`, `도달 단계 체류`. */
static struct slice
put_stage(enum lang lang, struct slice stage, struct buf *b)
{
	const char *word = lang == LANG_KO ? find(values, stage, lang) : NULL;
	struct slice name = word ? slice_of(word) : stage;
	b->n = 0;
	buf_put_text(b, lang == LANG_KO ? "" : "Time in ");
	buf_put_slice(b, name);
	buf_put_text(b, lang == LANG_KO ? " 단계 체류" : "");
	return buf_slice(b);
}

struct slice
label_heading(enum lang lang, const struct slice *names, unsigned n,
    unsigned column, struct buf *b)
{
	struct slice stage = column_stage(names, n, column);
	if (stage.n > 0)
		return put_stage(lang, stage, b);
	if (lang == LANG_KO && slice_is(names[column], "item") &&
	    slice_is(names[0], "part"))
		return SLICE("항목"); /* of cjm-parse --check */
	return label_column(lang, names[column], b);
}

/* `source-medium`, a table by these columns, and `attribution-source`, as
 * cjm run names them. */
static bool
put_columns(struct buf *b, struct slice name, enum lang lang)
{
	struct slice rest = name, first = slice_cut(&rest, '-');
	const char *section = rest.p ? find(sections, first, lang) : NULL;
	b->n = 0;
	if (section) {
		buf_put_text(b, section);
		buf_put_text(b, label(lang, LABEL_BY));
	} else
		rest = name;
	for (bool more = false; rest.p; more = true) {
		const char *word = find(columns, slice_cut(&rest, '-'), lang);
		if (!word)
			return false;
		buf_put_text(b, more ? " / " : "");
		buf_put_text(b, word);
	}
	return true;
}

struct slice
label_section(enum lang lang, struct slice name, struct buf *b)
{
	const char *word = find(sections, name, lang);
	if (word)
		return slice_of(word);
	return put_columns(b, name, lang) ? buf_slice(b) : spaced(name, b);
}

bool
label_is_total(struct slice value)
{
	return slice_is(value, "(total)") ||
	    slice_is(value, labels[LABEL_TOTAL][LANG_KO]);
}

static bool
is_in(struct slice column, const char *const *names)
{
	for (; *names; names++)
		if (slice_is(column, *names))
			return true;
	return false;
}

/* `stage:name`, or one word. */
static void
put_words(
    struct buf *b, const struct word *words, struct slice value, enum lang lang)
{
	struct slice rest = value, stage = slice_cut(&rest, ':');
	const char *first = find(words, stage, lang);
	buf_put_slice(b, first ? slice_of(first) : stage);
	if (!rest.p)
		return;
	const char *second = find(words, rest, lang);
	buf_put_text(b, " · ");
	buf_put_slice(b, second ? slice_of(second) : rest);
}

struct slice
label_value(
    enum lang lang, struct slice column, struct slice value, struct buf *b)
{
	const char *other = find(others, value, lang);
	if (other)
		return slice_of(other);
	if (slice_is(value, "(none)"))
		return slice_of(label(lang, LABEL_NONE));
	if (slice_is(value, "(unattributed)"))
		return slice_of(label(lang, LABEL_UNATTRIBUTED));
	bool measure = is_in(column, measures);
	const char *word = NULL;
	if (slice_is(column, "kind") && (word = find(kinds, value, lang)))
		return slice_of(word);
	if (!measure && !is_in(column, named))
		return value;
	word = find(measure ? columns : values, value, lang);
	if (word)
		return slice_of(word);
	bool any = slice_is(column, "step") && slice_find(value, '|');
	if (!any && !slice_find(value, ':'))
		return value;
	b->n = 0;
	while (value.p) {
		struct slice one = any ? slice_cut(&value, '|') : value;
		put_words(b, values, one, lang);
		if (!any)
			break;
		buf_put_text(b, value.p ? " | " : "");
	}
	return buf_slice(b);
}

static bool
is_item_of_check(struct slice part)
{
	static const char *const parts[] = {
	    "lines", "identity", "repeat", "time", "source", NULL};
	return is_in(part, parts);
}

/* `prefix rest`, the prefix in Korean. */
static struct slice
put_behind(
    struct slice value, struct slice prefix, const char *korean, struct buf *b)
{
	b->n = 0;
	buf_put_text(b, korean);
	buf_put_slice(b, slice_skip(value, prefix.n));
	return buf_slice(b);
}

static struct slice
cell_of_check(enum lang lang, struct slice part, struct slice name,
    struct slice value, struct buf *b)
{
	const struct slice uid = SLICE("uid by "), gap = SLICE("the longest ");
	bool item = slice_is(name, "item");
	const char *word = NULL;
	if (item && slice_is(part, "event"))
		return label_value(lang, part, value, b);
	if (lang == LANG_KO && item && slice_starts(value, uid))
		return put_behind(value, uid, "방문자 ID: ", b);
	if (lang == LANG_KO && !item && slice_starts(value, gap))
		return put_behind(value, gap, "최장 ", b);
	if (slice_is(name, "part"))
		word = find(check_parts, value, lang);
	else if (slice_is(name, "note"))
		word = find(check_notes, value, lang);
	else if (item && is_item_of_check(part))
		word = find(check_items, value, lang);
	return word ? slice_of(word) : label_value(lang, name, value, b);
}

/* `new,vip` */
static struct slice
cell_of_segments(enum lang lang, struct slice value, struct buf *b)
{
	if (lang == LANG_EN || value.n == 0)
		return value;
	b->n = 0;
	while (value.p) {
		struct slice one = slice_cut(&value, ',');
		const char *word = find(segments, one, lang);
		buf_put_slice(b, word ? slice_of(word) : one);
		buf_put_text(b, value.p ? ", " : "");
	}
	return buf_slice(b);
}

struct slice
label_cell(enum lang lang, const struct slice *names, const struct slice *row,
    unsigned column, struct buf *b)
{
	struct slice name = names[column];
	if (slice_is(names[0], "part"))
		return cell_of_check(lang, row[0], name, row[column], b);
	if (slice_is(names[0], "person") &&
	    (slice_is(name, "segments") || slice_is(name, "segment")))
		return cell_of_segments(lang, row[column], b);
	return label_value(lang, name, row[column], b);
}
