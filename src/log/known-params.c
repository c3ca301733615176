/* SPDX-License-Identifier: MIT */
/* The list of known parameters, one array a first letter, short names first. */
#include "log/known-lists.h"

#include "log/known-params.h"

#define KNOWN(text, param)                    \
	{                                     \
		text, sizeof(text) - 1, param \
	}

static const struct known underscore_names[] = {
    KNOWN("__s", PARAM_CLICK_REST),
    KNOWN("_c_", PARAM_CODE),
    KNOWN("_ga", PARAM_CLICK_REST),
    KNOWN("_gl", PARAM_CLICK_REST),
    KNOWN("_kx", PARAM_KLAVIYO),
    KNOWN("_l_", PARAM_CAMPAIGN_REST),
    KNOWN("_r_", PARAM_PERSON),
    KNOWN("_u_", PARAM_CAMPAIGN_REST),
    KNOWN("_gac", PARAM_CLICK_REST),
    KNOWN("_gid", PARAM_CLICK_REST),
    KNOWN("_csrf", PARAM_PERSON),
    KNOWN("_hsmi", PARAM_HUBSPOT),
    KNOWN("___sid", PARAM_SESSION),
    KNOWN("__hsfp", PARAM_CLICK_REST),
    KNOWN("__hssc", PARAM_CLICK_REST),
    KNOWN("__hstc", PARAM_CLICK_REST),
    KNOWN("_hsenc", PARAM_HUBSPOT),
    KNOWN("_token", PARAM_PERSON),
    KNOWN("_openstat", PARAM_CLICK_REST),
    KNOWN("_branch_match_id", PARAM_CLICK_REST),
    KNOWN("_branch_referrer", PARAM_CLICK_REST),
};

static const struct known a_names[] = {
    KNOWN("awc", PARAM_AWIN),
    KNOWN("addr", PARAM_PERSON),
    KNOWN("auth", PARAM_PERSON),
    KNOWN("addr1", PARAM_PERSON),
    KNOWN("addr2", PARAM_PERSON),
    KNOWN("at_gd", PARAM_CLICK_REST),
    KNOWN("apikey", PARAM_PERSON),
    KNOWN("address", PARAM_PERSON),
    KNOWN("aff_sub", PARAM_CLICK_REST),
    KNOWN("api_key", PARAM_PERSON),
    KNOWN("address1", PARAM_PERSON),
    KNOWN("address2", PARAM_PERSON),
    KNOWN("accountno", PARAM_PERSON),
    KNOWN("authtoken", PARAM_PERSON),
    KNOWN("account_no", PARAM_PERSON),
    KNOWN("auth_token", PARAM_PERSON),
    KNOWN("accesstoken", PARAM_PERSON),
    KNOWN("access_token", PARAM_PERSON),
    KNOWN("aff_click_id", PARAM_CLICK_REST),
    KNOWN("authorization", PARAM_PERSON),
    KNOWN("action_ref_map", PARAM_CLICK_REST),
    KNOWN("adjust_tracker", PARAM_CLICK_REST),
    KNOWN("action_type_map", PARAM_CLICK_REST),
    KNOWN("action_object_map", PARAM_CLICK_REST),
    KNOWN("authenticity_token", PARAM_PERSON),
};

static const struct known b_names[] = {
    KNOWN("birth", PARAM_PERSON),
    KNOWN("bscpn", PARAM_DM_BRAND),
    KNOWN("bsprg", PARAM_CAMPAIGN_REST),
    KNOWN("bsccn1", PARAM_CAMPAIGN_REST),
    KNOWN("bsccn2", PARAM_CAMPAIGN_REST),
    KNOWN("birthday", PARAM_PERSON),
    KNOWN("birthdate", PARAM_PERSON),
    KNOWN("birth_date", PARAM_PERSON),
};

static const struct known c_names[] = {
    KNOWN("cvc", PARAM_PERSON),
    KNOWN("cvv", PARAM_PERSON),
    KNOWN("cell", PARAM_PERSON),
    KNOWN("cfid", PARAM_SESSION),
    KNOWN("csrf", PARAM_PERSON),
    KNOWN("cmpid", PARAM_CODE),
    KNOWN("cardno", PARAM_PERSON),
    KNOWN("cjdata", PARAM_CJ),
    KNOWN("card_no", PARAM_PERSON),
    KNOWN("cftoken", PARAM_SESSION),
    KNOWN("cjevent", PARAM_CJ),
    KNOWN("clickid", PARAM_CLICK_REST),
    KNOWN("ccnumber", PARAM_PERSON),
    KNOWN("click_id", PARAM_CLICK_REST),
    KNOWN("cx_click", PARAM_CLICK_REST),
    KNOWN("cellphone", PARAM_PERSON),
    KNOWN("csrftoken", PARAM_PERSON),
    KNOWN("cardnumber", PARAM_PERSON),
    KNOWN("cell_phone", PARAM_PERSON),
    KNOWN("ci_session", PARAM_SESSION),
    KNOWN("contact_id", PARAM_PERSON),
    KNOWN("csrf_token", PARAM_PERSON),
    KNOWN("card_number", PARAM_PERSON),
    KNOWN("cn-reloaded", PARAM_SESSION),
    KNOWN("client_secret", PARAM_PERSON),
    KNOWN("ck_subscriber_id", PARAM_KIT),
};

static const struct known d_names[] = {
    KNOWN("dob", PARAM_PERSON),
    KNOWN("dmkw", PARAM_DM_KEYWORD),
    KNOWN("dclid", PARAM_DCLID),
    KNOWN("dicbo", PARAM_OUTBRAIN),
    KNOWN("dmcol", PARAM_DM_COLLECTION),
    KNOWN("dmskw", PARAM_DM_QUERY),
    KNOWN("doing_wp_cron", PARAM_SESSION),
};

static const struct known e_names[] = {
    KNOWN("epik", PARAM_EPIK),
    KNOWN("ef_id", PARAM_ADOBE),
    KNOWN("email", PARAM_PERSON),
    KNOWN("e-mail", PARAM_PERSON),
    KNOWN("e_mail", PARAM_PERSON),
    KNOWN("email_addr", PARAM_PERSON),
    KNOWN("email_hash", PARAM_PERSON),
    KNOWN("emailaddress", PARAM_PERSON),
    KNOWN("email_address", PARAM_PERSON),
};

static const struct known f_names[] = {
    KNOWN("fb_ref", PARAM_CLICK_REST),
    KNOWN("fbclid", PARAM_FBCLID),
    KNOWN("fullname", PARAM_PERSON),
    KNOWN("fb_source", PARAM_CLICK_REST),
    KNOWN("firstname", PARAM_PERSON),
    KNOWN("full_name", PARAM_PERSON),
    KNOWN("first_name", PARAM_PERSON),
    KNOWN("fb_action_ids", PARAM_CLICK_REST),
    KNOWN("fb_comment_id", PARAM_CLICK_REST),
    KNOWN("fb_xd_fragment", PARAM_CLICK_REST),
    KNOWN("fb_action_types", PARAM_CLICK_REST),
};

static const struct known g_names[] = {
    KNOWN("gs_l", PARAM_CLICK_REST),
    KNOWN("gclid", PARAM_GCLID),
    KNOWN("gdffi", PARAM_CLICK_REST),
    KNOWN("gdfms", PARAM_CLICK_REST),
    KNOWN("gbraid", PARAM_GBRAID),
    KNOWN("gclsrc", PARAM_GCLSRC),
    KNOWN("gdftrk", PARAM_CLICK_REST),
    KNOWN("gws_rd", PARAM_CLICK_REST),
    KNOWN("ga_term", PARAM_CLICK_REST),
    KNOWN("ga_place", PARAM_CLICK_REST),
    KNOWN("ga_medium", PARAM_CLICK_REST),
    KNOWN("ga_source", PARAM_CLICK_REST),
    KNOWN("ga_content", PARAM_CLICK_REST),
    KNOWN("gad_source", PARAM_GAD_SOURCE),
    KNOWN("ga_campaign", PARAM_CLICK_REST),
    KNOWN("gad_campaignid", PARAM_GAD_CAMPAIGN),
};

static const struct known h_names[] = {
    KNOWN("hp", PARAM_PERSON),
    KNOWN("hpno", PARAM_PERSON),
    KNOWN("hp_no", PARAM_PERSON),
    KNOWN("hsa_kw", PARAM_HSA_TERM),
    KNOWN("hsa_cam", PARAM_HSA_CAMPAIGN),
    KNOWN("hsa_net", PARAM_HSA_NET),
    KNOWN("hsctatracking", PARAM_CLICK_REST),
};

static const struct known i_names[] = {
    KNOWN("igsh", PARAM_IGSHID),
    KNOWN("irgwc", PARAM_IMPACT),
    KNOWN("igshid", PARAM_IGSHID),
    KNOWN("id_token", PARAM_PERSON),
    KNOWN("itm_term", PARAM_CAMPAIGN_REST),
    KNOWN("irclickid", PARAM_IMPACT),
    KNOWN("itm_medium", PARAM_CAMPAIGN_REST),
    KNOWN("itm_source", PARAM_CAMPAIGN_REST),
    KNOWN("itm_content", PARAM_CAMPAIGN_REST),
    KNOWN("itm_campaign", PARAM_CAMPAIGN_REST),
};

static const struct known j_names[] = {
    KNOWN("jumin", PARAM_PERSON),
    KNOWN("jumin1", PARAM_PERSON),
    KNOWN("jumin2", PARAM_PERSON),
    KNOWN("jsessionid", PARAM_SESSION),
};

static const struct known l_names[] = {
    KNOWN("lastname", PARAM_PERSON),
    KNOWN("last_name", PARAM_PERSON),
    KNOWN("li_fat_id", PARAM_LI_FAT_ID),
    KNOWN("logger_kw", PARAM_CAMPAIGN_REST),
};

static const struct known m_names[] = {
    KNOWN("mail", PARAM_PERSON),
    KNOWN("mc_cid", PARAM_MAILCHIMP),
    KNOWN("mc_eid", PARAM_MAILCHIMP_PERSON),
    KNOWN("mkt_tok", PARAM_MARKETO),
    KNOWN("msclkid", PARAM_MSCLKID),
    KNOWN("msockid", PARAM_CLICK_REST),
    KNOWN("mobileno", PARAM_PERSON),
    KNOWN("mobile_no", PARAM_PERSON),
    KNOWN("memberemail", PARAM_PERSON),
    KNOWN("mobile_number", PARAM_PERSON),
};

static const struct known n_names[] = {
    KNOWN("n_ad", PARAM_N_AD),
    KNOWN("napm", PARAM_NAPM),
    KNOWN("nl-au", PARAM_CAMPAIGN_REST),
    KNOWN("n_rank", PARAM_CAMPAIGN_REST),
    KNOWN("ndclid", PARAM_NDCLID),
    KNOWN("netpia", PARAM_CAMPAIGN_REST),
    KNOWN("n_match", PARAM_CAMPAIGN_REST),
    KNOWN("n_media", PARAM_N_MEDIA),
    KNOWN("n_query", PARAM_N_QUERY),
    KNOWN("nl-query", PARAM_CAMPAIGN_REST),
    KNOWN("n_keyword", PARAM_N_KEYWORD),
    KNOWN("n_mall_id", PARAM_CAMPAIGN_REST),
    KNOWN("n_network", PARAM_CAMPAIGN_REST),
    KNOWN("nl-ts-pid", PARAM_CAMPAIGN_REST),
    KNOWN("nt_detail", PARAM_NT_DETAIL),
    KNOWN("nt_medium", PARAM_NT_MEDIUM),
    KNOWN("nt_source", PARAM_NT_SOURCE),
    KNOWN("n_ad_group", PARAM_N_GROUP),
    KNOWN("n_campaign", PARAM_N_CAMPAIGN),
    KNOWN("n_contract", PARAM_CAMPAIGN_REST),
    KNOWN("n_mall_pid", PARAM_CAMPAIGN_REST),
    KNOWN("nt_keyword", PARAM_NT_KEYWORD),
    KNOWN("n_keyword_id", PARAM_N_KEYWORD_ID),
    KNOWN("n_ad_group_type", PARAM_CAMPAIGN_REST),
    KNOWN("n_campaign_type", PARAM_N_CAMPAIGN_TYPE),
};

static const struct known o_names[] = {
    KNOWN("otp", PARAM_PERSON),
    KNOWN("ovkey", PARAM_CAMPAIGN_REST),
    KNOWN("ovmtc", PARAM_CAMPAIGN_REST),
    KNOWN("ovraw", PARAM_CAMPAIGN_REST),
    KNOWN("oscsid", PARAM_SESSION),
    KNOWN("ovadid", PARAM_CAMPAIGN_REST),
    KNOWN("ovkwdid", PARAM_CAMPAIGN_REST),
    KNOWN("oborigurl", PARAM_OUTBRAIN),
    KNOWN("ovadgrpid", PARAM_CAMPAIGN_REST),
    KNOWN("ovcampgid", PARAM_CAMPAIGN_REST),
    KNOWN("oly_enc_id", PARAM_CLICK_REST),
    KNOWN("oly_anon_id", PARAM_CLICK_REST),
    KNOWN("outbrainclickid", PARAM_OUTBRAIN),
};

static const struct known p_names[] = {
    KNOWN("pw", PARAM_PERSON),
    KNOWN("pin", PARAM_PERSON),
    KNOWN("pwd", PARAM_PERSON),
    KNOWN("pass", PARAM_PERSON),
    KNOWN("phone", PARAM_PERSON),
    KNOWN("passwd", PARAM_PERSON),
    KNOWN("pk_vid", PARAM_SESSION),
    KNOWN("passwd2", PARAM_PERSON),
    KNOWN("phoneno", PARAM_PERSON),
    KNOWN("password", PARAM_PERSON),
    KNOWN("phpsessid", PARAM_SESSION),
    KNOWN("passphrase", PARAM_PERSON),
    KNOWN("phonenumber", PARAM_PERSON),
    KNOWN("phone_number", PARAM_PERSON),
};

static const struct known q_names[] = {
    KNOWN("qclid", PARAM_QCLID),
};

static const struct known r_names[] = {
    KNOWN("rrn", PARAM_PERSON),
    KNOWN("ranmid", PARAM_RAKUTEN),
    KNOWN("raneaid", PARAM_RAKUTEN),
    KNOWN("rdt_cid", PARAM_RDT_CID),
    KNOWN("ref_src", PARAM_CLICK_REST),
    KNOWN("ref_url", PARAM_CLICK_REST),
    KNOWN("realname", PARAM_PERSON),
    KNOWN("ransiteid", PARAM_RAKUTEN),
    KNOWN("real_name", PARAM_PERSON),
    KNOWN("rb_clickid", PARAM_CLICK_REST),
    KNOWN("recipient_id", PARAM_PERSON),
    KNOWN("refresh_token", PARAM_PERSON),
};

static const struct known s_names[] = {
    KNOWN("sid", PARAM_SESSION),
    KNOWN("ssn", PARAM_PERSON),
    KNOWN("sccid", PARAM_SCCID),
    KNOWN("sc_eid", PARAM_SC_EID),
    KNOWN("secret", PARAM_PERSON),
    KNOWN("sessid", PARAM_SESSION),
    KNOWN("s_kwcid", PARAM_ADOBE),
    KNOWN("session", PARAM_SESSION),
    KNOWN("srsltid", PARAM_SRSLTID),
    KNOWN("sessionid", PARAM_SESSION),
    KNOWN("ss_source", PARAM_CLICK_REST),
    KNOWN("session_id", PARAM_SESSION),
    KNOWN("subscriberid", PARAM_PERSON),
    KNOWN("subscriber_id", PARAM_PERSON),
    KNOWN("ss_campaign_id", PARAM_CLICK_REST),
};

static const struct known t_names[] = {
    KNOWN("tel", PARAM_PERSON),
    KNOWN("tblci", PARAM_TABOOLA),
    KNOWN("telno", PARAM_PERSON),
    KNOWN("token", PARAM_PERSON),
    KNOWN("ttclid", PARAM_TTCLID),
    KNOWN("twclid", PARAM_TWCLID),
    KNOWN("telephone", PARAM_PERSON),
    KNOWN("tt_medium", PARAM_CLICK_REST),
    KNOWN("tt_content", PARAM_CLICK_REST),
};

static const struct known u_names[] = {
    KNOWN("utm_id", PARAM_ID),
    KNOWN("username", PARAM_PERSON),
    KNOWN("utm_term", PARAM_TERM),
    KNOWN("user_name", PARAM_PERSON),
    KNOWN("useremail", PARAM_PERSON),
    KNOWN("user_email", PARAM_PERSON),
    KNOWN("utm_medium", PARAM_MEDIUM),
    KNOWN("utm_source", PARAM_SOURCE),
    KNOWN("utm_content", PARAM_CONTENT),
    KNOWN("utm_campaign", PARAM_CAMPAIGN),
};

static const struct known v_names[] = {
    KNOWN("vmcid", PARAM_VMCID),
    KNOWN("vero_id", PARAM_VERO),
    KNOWN("vero_conv", PARAM_CLICK_REST),
};

static const struct known w_names[] = {
    KNOWN("wt_mc", PARAM_CLICK_REST),
    KNOWN("wbraid", PARAM_WBRAID),
    KNOWN("wt_zmc", PARAM_CLICK_REST),
    KNOWN("wickedid", PARAM_CLICK_REST),
};

static const struct known x_names[] = {
    KNOWN("xtcsid", PARAM_SESSION),
    KNOWN("xsrf_token", PARAM_PERSON),
};

static const struct known y_names[] = {
    KNOWN("yclid", PARAM_YCLID),
    KNOWN("ymclid", PARAM_YMCLID),
};

static const struct known z_names[] = {
    KNOWN("zenid", PARAM_SESSION),
    KNOWN("zanpid", PARAM_CLICK_REST),
};

#define LIST(names, seconds)                                     \
	{                                                        \
		names, sizeof(names) / sizeof(*(names)), seconds \
	}
#define S(letter) (1u << ((letter)&31))

const struct known_list known_lists[32] = {
    ['_' & 31] = LIST(underscore_names,
	S('_') | S('b') | S('c') | S('g') | S('h') | S('k') | S('l') | S('o') |
	    S('r') | S('t') | S('u')),
    ['a' & 31] = LIST(a_names,
	S('c') | S('d') | S('f') | S('p') | S('s') | S('t') | S('u') | S('w')),
    ['b' & 31] = LIST(b_names, S('i') | S('s')),
    ['c' & 31] = LIST(c_names,
	S('a') | S('c') | S('e') | S('f') | S('i') | S('j') | S('k') | S('l') |
	    S('m') | S('n') | S('o') | S('s') | S('v') | S('x')),
    ['d' & 31] = LIST(d_names, S('c') | S('i') | S('m') | S('o')),
    ['e' & 31] = LIST(e_names, S('-') | S('_') | S('f') | S('m') | S('p')),
    ['f' & 31] = LIST(f_names, S('b') | S('i') | S('u')),
    ['g' & 31] =
	LIST(g_names, S('a') | S('b') | S('c') | S('d') | S('s') | S('w')),
    ['h' & 31] = LIST(h_names, S('p') | S('s')),
    ['i' & 31] = LIST(i_names, S('d') | S('g') | S('r') | S('t')),
    ['j' & 31] = LIST(j_names, S('s') | S('u')),
    ['l' & 31] = LIST(l_names, S('a') | S('i') | S('o')),
    ['m' & 31] = LIST(
	m_names, S('a') | S('c') | S('e') | S('k') | S('o') | S('s') | S('t')),
    ['n' & 31] =
	LIST(n_names, S('_') | S('a') | S('d') | S('e') | S('l') | S('t')),
    ['o' & 31] =
	LIST(o_names, S('b') | S('l') | S('s') | S('t') | S('u') | S('v')),
    ['p' & 31] = LIST(p_names, S('a') | S('h') | S('i') | S('k') | S('w')),
    ['q' & 31] = LIST(q_names, S('c')),
    ['r' & 31] = LIST(r_names, S('a') | S('b') | S('d') | S('e') | S('r')),
    ['s' & 31] = LIST(
	s_names, S('_') | S('c') | S('e') | S('i') | S('r') | S('s') | S('u')),
    ['t' & 31] = LIST(t_names, S('b') | S('e') | S('o') | S('t') | S('w')),
    ['u' & 31] = LIST(u_names, S('s') | S('t')),
    ['v' & 31] = LIST(v_names, S('e') | S('m')),
    ['w' & 31] = LIST(w_names, S('b') | S('i') | S('t')),
    ['x' & 31] = LIST(x_names, S('s') | S('t')),
    ['y' & 31] = LIST(y_names, S('c') | S('m')),
    ['z' & 31] = LIST(z_names, S('a') | S('e')),
};

/* What stands behind mtm_, pk_, piwik_, matomo_. */
static const struct known matomo_names[] = {
    KNOWN("kw", PARAM_MTM_TERM),
    KNOWN("abe", PARAM_CAMPAIGN_REST),
    KNOWN("abv", PARAM_CAMPAIGN_REST),
    KNOWN("cid", PARAM_MTM_ID),
    KNOWN("cmp", PARAM_MTM_CAMPAIGN),
    KNOWN("cpn", PARAM_MTM_CAMPAIGN),
    KNOWN("kwd", PARAM_MTM_TERM),
    KNOWN("group", PARAM_CAMPAIGN_REST),
    KNOWN("medium", PARAM_MTM_MEDIUM),
    KNOWN("source", PARAM_MTM_SOURCE),
    KNOWN("content", PARAM_MTM_CONTENT),
    KNOWN("keyword", PARAM_MTM_TERM),
    KNOWN("campaign", PARAM_MTM_CAMPAIGN),
    KNOWN("placement", PARAM_CAMPAIGN_REST),
};

const struct known_list known_matomo = LIST(matomo_names, 0);
