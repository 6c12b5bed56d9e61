/*
 * nouns: the columns of each kind of record, one row each: stable name, head, kind, columns in a table,
 * narrowest terminal that shows it. The first column of a row is what other commands take as ID. Names are
 * a promise to scripts: they may be added to, never changed.
 */
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"

#define NEVER COLS_NEVER, 0
#define G(field) offsetof(struct goods_row, goods.field)
static const struct column goods_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 0, offsetof(struct goods_row, ref) },
	{ "title", N_("Title"), COLUMN_TEXT, COLS_REST, 0, G(title) },
	{ "final", N_("After coupon"), COLUMN_MONEY, 12, 50, G(final) },
	{ "commission", N_("Commission"), COLUMN_MONEY, 10, 64, G(commission) },
	{ "rate", N_("Rate"), COLUMN_RATE, 6, 74, G(rate_bp) },
	{ "price", N_("Price"), COLUMN_MONEY, 10, 100, G(price) },
	{ "list_price", N_("Struck-through price"), COLUMN_MONEY, NEVER, G(list_price) },
	{ "commission_before", N_("Commission without coupon"), COLUMN_MONEY, NEVER, G(commission_before) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, G(price.currency) },
	{ "sales_30d", N_("Sold in 30 days"), COLUMN_COUNT, 8, 120, G(sales_30d) },
	{ "stock", N_("In stock"), COLUMN_COUNT, NEVER, G(stock) },
	{ "coupon", N_("Coupon"), COLUMN_COUPON, 10, 120, offsetof(struct goods_row, coupon) },
	{ "coupon_face", N_("Coupon value"), COLUMN_MONEY, NEVER, G(coupon.face) },
	{ "coupon_threshold", N_("Coupon from"), COLUMN_MONEY, NEVER, G(coupon.threshold) },
	{ "coupon_left", N_("Coupons left"), COLUMN_COUNT, NEVER, G(coupon.left) },
	{ "coupon_starts_at", N_("Coupon starts"), COLUMN_TIME, NEVER, G(coupon.starts_at) },
	{ "coupon_ends_at", N_("Coupon ends"), COLUMN_TIME, NEVER, G(coupon.ends_at) },
	{ "lock_ends_at", N_("Rate promised until"), COLUMN_TIME, NEVER, G(lock_ends_at) },
	{ "self_purchase", N_("Earns when you buy it"), COLUMN_FLAG, NEVER, G(self_purchase) },
	{ "on_shelf", N_("On your shelf"), COLUMN_FLAG, NEVER, offsetof(struct goods_row, on_shelf) },
	{ "shop", N_("Shop"), COLUMN_TEXT, NEVER, G(shop) },
	{ "shop_score", N_("Shop score"), COLUMN_COUNT, NEVER, G(shop_score) },
	{ "category", N_("Category"), COLUMN_TEXT, NEVER, G(category) },
	{ "picture", N_("Picture"), COLUMN_LINK, NEVER, G(picture) },
	{ "description", N_("Description"), COLUMN_LINES, NEVER, G(description) },
	{ "group_price", N_("Price in a group"), COLUMN_MONEY, NEVER, G(group_price) },
	{ "group_size", N_("People in a group"), COLUMN_COUNT, NEVER, G(group_size) },
	{ "brand", N_("Brand"), COLUMN_TEXT, NEVER, G(brand) },
	{ "model", N_("Model"), COLUMN_TEXT, NEVER, G(model) },
	{ "gtin", N_("Barcode"), COLUMN_TEXT, NEVER, G(gtin) },
	{ "offers", N_("Other offers of it"), COLUMN_COUNT, NEVER, offsetof(struct goods_row, offers) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, G(supplier) },
	{ "id", N_("Supplier's ID"), COLUMN_TEXT, NEVER, G(id) },
	{ "updated_at", N_("Changed"), COLUMN_TIME, NEVER, G(updated_at) },
	{ "seen_at", N_("As of"), COLUMN_TIME, NEVER, G(seen_at) },
	{ 0 },
};

#define R(field) offsetof(struct offer_row, offer.goods.field)
static const struct column offer_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 0, offsetof(struct offer_row, ref) },
	{ "final", N_("After coupon"), COLUMN_MONEY, 12, 50, R(final) },
	{ "commission", N_("Commission"), COLUMN_MONEY, 10, 60, R(commission) },
	{ "rate", N_("Rate"), COLUMN_RATE, 6, 70, R(rate_bp) },
	{ "match", N_("Match"), COLUMN_TEXT, 12, 84, offsetof(struct offer_row, match) },
	{ "title", N_("Title"), COLUMN_TEXT, COLS_REST, 0, R(title) },
	{ "coupon", N_("Coupon"), COLUMN_COUPON, 10, 100, offsetof(struct offer_row, coupon) },
	{ "coupon_face", N_("Coupon value"), COLUMN_MONEY, 12, 120, R(coupon.face) },
	{ "price", N_("Price"), COLUMN_MONEY, NEVER, R(price) },
	{ "group_price", N_("Price in a group"), COLUMN_MONEY, NEVER, R(group_price) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, R(price.currency) },
	{ "sales_30d", N_("Sold in 30 days"), COLUMN_COUNT, NEVER, R(sales_30d) },
	{ "shop_score", N_("Shop score"), COLUMN_COUNT, NEVER, R(shop_score) },
	{ "stock", N_("In stock"), COLUMN_COUNT, NEVER, R(stock) },
	{ "kinds", N_("Kinds of links"), COLUMN_TEXT, NEVER, offsetof(struct offer_row, kinds) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, R(supplier) },
	{ "id", N_("Supplier's ID"), COLUMN_TEXT, NEVER, R(id) },
	{ "seen_at", N_("As of"), COLUMN_TIME, NEVER, R(seen_at) },
	{ 0 },
};

static const struct column topic_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 24, 0, offsetof(struct topic_row, ref) },
	{ "name", N_("Name"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct topic_row, topic.name) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, offsetof(struct topic_row, topic.supplier) },
	{ "id", N_("Supplier's ID"), COLUMN_TEXT, NEVER, offsetof(struct topic_row, topic.id) },
	{ 0 },
};

#define E(field) offsetof(struct shelf_row, entry.field)
static const struct column shelf_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 0, offsetof(struct shelf_row, ref) },
	{ "title", N_("Title"), COLUMN_TEXT, COLS_REST, 0, E(goods.title) },
	{ "final", N_("After coupon"), COLUMN_MONEY, 12, 50, E(goods.final) },
	{ "final_then", N_("When picked"), COLUMN_MONEY, 11, 80, E(final_then) },
	{ "commission", N_("Commission"), COLUMN_MONEY, 10, 64, E(goods.commission) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, E(goods.price.currency) },
	{ "rate", N_("Rate"), COLUMN_RATE, 6, 100, E(goods.rate_bp) },
	{ "rate_then", N_("Rate when picked"), COLUMN_RATE, NEVER, E(rate_then_bp) },
	{ "problem", N_("Problem"), COLUMN_FLAG, 7, 90, offsetof(struct shelf_row, is_problem) },
	{ "changes", N_("Changes"), COLUMN_TEXT, 22, 124, offsetof(struct shelf_row, changes) },
	{ "coupon", N_("Coupon"), COLUMN_COUPON, NEVER, offsetof(struct shelf_row, coupon) },
	{ "coupon_ends_at", N_("Coupon ends"), COLUMN_TIME, NEVER, E(goods.coupon.ends_at) },
	{ "stock", N_("In stock"), COLUMN_COUNT, NEVER, E(goods.stock) },
	{ "tags", N_("Tags"), COLUMN_TEXT, NEVER, E(tags) },
	{ "note", N_("Note"), COLUMN_TEXT, NEVER, E(note) },
	{ "picked_at", N_("Picked"), COLUMN_TIME, NEVER, E(picked_at) },
	{ "posted_at", N_("Last shared"), COLUMN_TIME, NEVER, E(posted_at) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, E(goods.supplier) },
	{ "id", N_("Supplier's ID"), COLUMN_TEXT, NEVER, E(goods.id) },
	{ "seen_at", N_("As of"), COLUMN_TIME, NEVER, E(goods.seen_at) },
	{ 0 },
};

#define L(field) offsetof(struct link_row, link.field)
static const struct column link_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 70, offsetof(struct link_row, ref) },
	{ "channel", N_("Channel"), COLUMN_CHANNEL, 14, 100, L(channel) },
	{ "url", N_("Link"), COLUMN_LINK, COLS_REST, 0, L(url) },
	{ "short_url", N_("Short link"), COLUMN_LINK, NEVER, L(short_url) },
	{ "pass_code", N_("Pass-code"), COLUMN_TEXT, NEVER, L(pass_code) },
	{ "app_url", N_("App link"), COLUMN_LINK, NEVER, L(app_url) },
	{ "mini_path", N_("Mini-program path"), COLUMN_LINK, NEVER, L(mini_path) },
	{ "position", N_("Position id"), COLUMN_TEXT, NEVER, L(position) },
	{ "created_at", N_("Made"), COLUMN_TIME, NEVER, L(created_at) },
	{ "expires_at", N_("Expires"), COLUMN_TIME, 16, 120, L(expires_at) },
	{ "caption", N_("Caption"), COLUMN_LINES, NEVER, offsetof(struct link_row, caption) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, L(supplier) },
	{ "id", N_("Link ID"), COLUMN_TEXT, NEVER, L(id) },
	{ 0 },
};

#define V(field) offsetof(struct converted_row, field)
static const struct column converted_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 60, V(ref) },
	{ "kind", N_("Kind"), COLUMN_TEXT, 10, 0, V(kind) },
	{ "link", N_("Link"), COLUMN_LINK, COLS_REST, 0, V(link) },
	{ "expires_at", N_("Expires"), COLUMN_TIME, 16, 110, V(expires_at) },
	{ "error", N_("Error"), COLUMN_TEXT, 24, 80, V(error) },
	{ "channel", N_("Channel"), COLUMN_CHANNEL, NEVER, V(channel) },
	{ 0 },
};

static const struct column finding_columns[] = {
	{ "act", N_("Act"), COLUMN_TEXT, 8, 0, offsetof(struct finding_row, act) },
	{ "rule", N_("Rule"), COLUMN_TEXT, 12, 0, offsetof(struct finding_row, rule) },
	{ "part", N_("Found"), COLUMN_TEXT, 20, 100, offsetof(struct finding_row, part) },
	{ "why", N_("Why"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct finding_row, why) },
	{ 0 },
};

#define O(field) offsetof(struct order_row, order.field)
static const struct column order_columns[] = {
	{ "order", N_("Order"), COLUMN_TEXT, 18, 50, O(id) },
	{ "title", N_("Title"), COLUMN_TEXT, COLS_REST, 0, O(title) },
	{ "state", N_("State"), COLUMN_ORDER_STATE, 14, 0, O(state) },
	{ "estimate", N_("Estimate"), COLUMN_MONEY, 10, 62, O(estimate) },
	{ "settled", N_("Settled"), COLUMN_MONEY, 10, 80, O(settled) },
	{ "paid", N_("Buyer paid"), COLUMN_MONEY, 10, 100, O(paid) },
	{ "created_at", N_("Ordered"), COLUMN_TIME, 16, 110, O(created_at) },
	{ "bucket", N_("Bucket"), COLUMN_TEXT, NEVER, offsetof(struct order_row, bucket) },
	{ "state_word", N_("Supplier's word"), COLUMN_TEXT, NEVER, O(state_word) },
	{ "reason", N_("Reason"), COLUMN_TEXT, NEVER, O(reason) },
	{ "why", N_("Why"), COLUMN_TEXT, NEVER, offsetof(struct order_row, why) },
	{ "next_step", N_("What to do"), COLUMN_TEXT, NEVER, offsetof(struct order_row, next_step) },
	{ "kind", N_("Kind"), COLUMN_ORDER_KIND, NEVER, O(kind) },
	{ "quantity", N_("Pieces"), COLUMN_COUNT, NEVER, O(quantity) },
	{ "base", N_("Commission is on"), COLUMN_MONEY, NEVER, O(base) },
	{ "rate", N_("Rate"), COLUMN_RATE, NEVER, O(rate_bp) },
	{ "fee", N_("Fee"), COLUMN_MONEY, NEVER, O(fee) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, O(paid.currency) },
	{ "ref", N_("Goods ID"), COLUMN_TEXT, NEVER, offsetof(struct order_row, ref) },
	{ "channel", N_("Channel"), COLUMN_TEXT, NEVER, O(channel) },
	{ "link", N_("Link ID"), COLUMN_TEXT, NEVER, O(link) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, O(supplier) },
	{ "sub_id", N_("Line of the order"), COLUMN_TEXT, NEVER, O(sub_id) },
	{ "paid_at", N_("Paid"), COLUMN_TIME, NEVER, O(paid_at) },
	{ "received_at", N_("Received"), COLUMN_TIME, NEVER, O(received_at) },
	{ "approved_at", N_("Approved"), COLUMN_TIME, NEVER, O(approved_at) },
	{ "settled_at", N_("Settled on"), COLUMN_TIME, NEVER, O(settled_at) },
	{ "updated_at", N_("Changed"), COLUMN_TIME, NEVER, O(updated_at) },
	{ 0 },
};

#define B(bucket) offsetof(struct balance_row, buckets[BUCKET_##bucket])
static const struct column balance_columns[] = {
	{ "currency", N_("Currency"), COLUMN_CURRENCY, 8, 0, offsetof(struct balance_row, currency) },
	{ "estimated", N_("Estimated"), COLUMN_MONEY, 11, 50, B(ESTIMATED) },
	{ "frozen", N_("Frozen"), COLUMN_MONEY, 11, 40, B(FROZEN) },
	{ "available", N_("Available"), COLUMN_MONEY, 11, 0, B(AVAILABLE) },
	{ "in_withdrawal", N_("In withdrawal"), COLUMN_MONEY, 13, 90, B(IN_WITHDRAWAL) },
	{ "paid_out", N_("Paid out"), COLUMN_MONEY, 11, 64, B(PAID_OUT) },
	{ "invalid", N_("No commission"), COLUMN_MONEY, NEVER, B(INVALID) },
	{ "clawback", N_("Taken back"), COLUMN_MONEY, 11, 80, B(CLAWBACK) },
	{ "ledger", N_("Ledger"), COLUMN_MONEY, NEVER, offsetof(struct balance_row, ledger) },
	{ 0 },
};

static const struct column earning_columns[] = {
	{ "name", N_("Name"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct earning_row, name) },
	{ "orders", N_("Orders"), COLUMN_COUNT, 7, 50, offsetof(struct earning_row, orders) },
	{ "estimate", N_("Estimate"), COLUMN_MONEY, 12, 0, offsetof(struct earning_row, estimate) },
	{ "settled", N_("Settled"), COLUMN_MONEY, 12, 0, offsetof(struct earning_row, settled) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER,
		offsetof(struct earning_row, estimate.currency) },
	{ 0 },
};

static const struct column line_columns[] = {
	{ "at", N_("When"), COLUMN_TIME, 16, 62, offsetof(struct line_row, line.at) },
	{ "kind", N_("What"), COLUMN_LINE_KIND, 12, 0, offsetof(struct line_row, line.kind) },
	{ "amount", N_("Amount"), COLUMN_MONEY, 12, 0, offsetof(struct line_row, line.amount) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER,
		offsetof(struct line_row, line.amount.currency) },
	{ "bucket", N_("Bucket"), COLUMN_TEXT, 14, 76, offsetof(struct line_row, bucket) },
	{ "order", N_("Order"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct line_row, line.order) },
	{ "reference", N_("Reference"), COLUMN_TEXT, NEVER, offsetof(struct line_row, line.ref) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, offsetof(struct line_row, line.supplier) },
	{ "id", N_("Line ID"), COLUMN_TEXT, NEVER, offsetof(struct line_row, line.id) },
	{ 0 },
};

static const struct column outbox_columns[] = {
	{ "number", N_("Number"), COLUMN_COUNT, 7, 0, offsetof(struct outbox_row, number) },
	{ "kind", N_("What"), COLUMN_OUTBOX, 8, 0, offsetof(struct outbox_row, entry.kind) },
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 64, offsetof(struct outbox_row, ref) },
	{ "state", N_("State"), COLUMN_TEXT, 8, 50, offsetof(struct outbox_row, state) },
	{ "trouble", N_("Trouble"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct outbox_row, entry.trouble) },
	{ "channel", N_("Channel"), COLUMN_TEXT, NEVER, offsetof(struct outbox_row, entry.channel) },
	{ "tries", N_("Tries"), COLUMN_COUNT, NEVER, offsetof(struct outbox_row, tries) },
	{ "made_at", N_("Made"), COLUMN_TIME, NEVER, offsetof(struct outbox_row, entry.made_at) },
	{ "next_at", N_("Not before"), COLUMN_TIME, NEVER, offsetof(struct outbox_row, entry.next_at) },
	{ 0 },
};

static const struct column job_columns[] = {
	{ "kind", N_("What"), COLUMN_TEXT, 14, 0, offsetof(struct job_row, kind) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, 12, 56, offsetof(struct job_row, supplier) },
	{ "state", N_("State"), COLUMN_TEXT, 8, 0, offsetof(struct job_row, state) },
	{ "rows", N_("Rows"), COLUMN_COUNT, 8, 66, offsetof(struct job_row, rows) },
	{ "error", N_("Error"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct job_row, error) },
	{ 0 },
};

static const struct column attention_columns[] = {
	{ "kind", N_("Kind"), COLUMN_TEXT, 14, 90, offsetof(struct attention_row, kind) },
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 60, offsetof(struct attention_row, ref) },
	{ "text", N_("What"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct attention_row, text) },
	{ 0 },
};

static const struct column deed_columns[] = {
	{ "ref", N_("ID"), COLUMN_TEXT, 20, 44, offsetof(struct deed_row, ref) },
	{ "state", N_("State"), COLUMN_TEXT, 8, 0, offsetof(struct deed_row, state) },
	{ "error", N_("Error"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct deed_row, error) },
	{ 0 },
};

static const struct column file_columns[] = {
	{ "file", N_("File"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct file_row, name) },
	{ "rows", N_("Rows"), COLUMN_COUNT, 9, 0, offsetof(struct file_row, rows) },
	{ "bytes", N_("Bytes"), COLUMN_COUNT, 12, 50, offsetof(struct file_row, bytes) },
	{ 0 },
};

#define F(field) offsetof(struct reconciled_row, found.field)
static const struct column reconciled_columns[] = {
	{ "state", N_("State"), COLUMN_TEXT, 11, 0, offsetof(struct reconciled_row, state) },
	{ "order", N_("Order"), COLUMN_TEXT, COLS_REST, 0, F(key) },
	{ "difference", N_("Difference"), COLUMN_MONEY, 11, 50, F(difference) },
	{ "report_estimate", N_("Report: estimate"), COLUMN_MONEY, 16, 110, F(report_estimate) },
	{ "estimate", N_("Estimate"), COLUMN_MONEY, 11, 110, F(estimate) },
	{ "report_settled", N_("Report: settled"), COLUMN_MONEY, 15, 80, F(report_settled) },
	{ "settled", N_("Settled"), COLUMN_MONEY, 11, 80, F(settled) },
	{ "title", N_("Title"), COLUMN_TEXT, 24, 140, F(title) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, F(difference.currency) },
	{ "order_state", N_("Order's state"), COLUMN_TEXT, NEVER, F(state) },
	{ 0 },
};

#define P(field) offsetof(struct step_row, step.field)
static const struct column step_columns[] = {
	{ "at", N_("When"), COLUMN_TIME, 16, 70, P(at) },
	{ "change", N_("Change"), COLUMN_MONEY, 11, 0, P(change) },
	{ "after", N_("Then"), COLUMN_MONEY, 11, 60, P(after) },
	{ "cause", N_("Cause"), COLUMN_TEXT, COLS_REST, 0, P(cause) },
	{ "order", N_("Order"), COLUMN_TEXT, NEVER, offsetof(struct step_row, order.sub_id) },
	{ "state", N_("State"), COLUMN_ORDER_STATE, NEVER, offsetof(struct step_row, order.state) },
	{ "settled", N_("Settled"), COLUMN_FLAG, NEVER, P(is_money) },
	{ "reference", N_("Reference"), COLUMN_TEXT, NEVER, P(reference) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, P(change.currency) },
	{ "reason", N_("Reason"), COLUMN_TEXT, NEVER, offsetof(struct step_row, order.reason) },
	{ "why", N_("Why"), COLUMN_TEXT, NEVER, offsetof(struct step_row, why) },
	{ "next_step", N_("What to do"), COLUMN_TEXT, NEVER, offsetof(struct step_row, next_step) },
	{ 0 },
};

#define D(field) offsetof(struct doctor_row, field)
static const struct column doctor_columns[] = {
	{ "account", N_("Account"), COLUMN_TEXT, 12, 0, D(account) },
	{ "kind", N_("Platform"), COLUMN_TEXT, 12, 60, D(kind) },
	{ "host", N_("Host"), COLUMN_TEXT, NEVER, D(host) },
	{ "state", N_("State"), COLUMN_TEXT, 8, 0, D(state) },
	{ "wrong", N_("Wrong field"), COLUMN_TEXT, NEVER, D(wrong) },
	{ "registered", N_("Registered"), COLUMN_TEXT, 10, 80, D(registered) },
	{ "key_days_left", N_("Days the key lives"), COLUMN_COUNT, NEVER, D(key_days_left) },
	{ "clock_off_s", N_("Clock is slow by"), COLUMN_COUNT, NEVER, D(clock_off_s) },
	{ "answered_at", N_("Last answer"), COLUMN_TIME, 16, 100, D(answered_at) },
	{ "answered_age_s", N_("Its age"), COLUMN_COUNT, NEVER, D(answered_age_s) },
	{ "quota", N_("Quota"), COLUMN_TEXT, NEVER, D(quota) },
	{ "calls_per_minute", N_("Calls a minute"), COLUMN_COUNT, NEVER, D(calls_per_minute) },
	{ "call_ms", N_("Answer took"), COLUMN_COUNT, NEVER, D(call_ms) },
	{ "text", N_("What to do"), COLUMN_TEXT, COLS_REST, 0, D(text) },
	{ 0 },
};

#define W(field) offsetof(struct searched_row, searched.field)
static const struct column searched_columns[] = {
	{ "supplier", N_("Supplier"), COLUMN_TEXT, 12, 0, W(supplier) },
	{ "feed", N_("List"), COLUMN_TEXT, 8, 50, W(feed) },
	{ "since", N_("From"), COLUMN_TIME, 16, 100, W(since) },
	{ "until", N_("Up to"), COLUMN_TIME, 16, 80, W(until) },
	{ "verdict", N_("What came of it"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct searched_row, verdict) },
	{ "offered", N_("Offered"), COLUMN_FLAG, NEVER, W(offered) },
	{ "broken", N_("Broke off"), COLUMN_FLAG, NEVER, W(broken) },
	{ "claim", N_("Claim"), COLUMN_TEXT, NEVER, offsetof(struct searched_row, claim) },
	{ 0 },
};

static const struct column bridge_columns[] = {
	{ "step", N_("Step"), COLUMN_TEXT, 22, 0, offsetof(struct bridge_row, step) },
	{ "amount", N_("Amount"), COLUMN_MONEY, 13, 0, offsetof(struct bridge_row, amount) },
	{ "is_money", N_("Money"), COLUMN_FLAG, 5, 60, offsetof(struct bridge_row, is_money) },
	{ "what", N_("What"), COLUMN_TEXT, COLS_REST, 70, offsetof(struct bridge_row, what) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, offsetof(struct bridge_row, amount.currency) },
	{ 0 },
};

#define C(field) offsetof(struct forecast_row, forecast.field)
static const struct column forecast_columns[] = {
	{ "at", N_("When"), COLUMN_TIME, 16, 0, C(at) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, 12, 60, C(supplier) },
	{ "amount", N_("Amount"), COLUMN_MONEY, 13, 0, C(amount) },
	{ "is_money", N_("Money"), COLUMN_FLAG, 5, 60, offsetof(struct forecast_row, is_money) },
	{ "what", N_("What"), COLUMN_TEXT, COLS_REST, 70, offsetof(struct forecast_row, what) },
	{ "state", N_("State"), COLUMN_TEXT, NEVER, offsetof(struct forecast_row, id) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, C(amount.currency) },
	{ 0 },
};

static const struct column income_columns[] = {
	{ "period", N_("When"), COLUMN_TEXT, COLS_REST, 0, offsetof(struct income_row, period) },
	{ "income", N_("Became yours"), COLUMN_MONEY, 14, 0, offsetof(struct income_row, income) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, offsetof(struct income_row, income.currency) },
	{ 0 },
};

#define Y(field) offsetof(struct payout_row, payout.field)
static const struct column payout_columns[] = {
	{ "payout", N_("Payout"), COLUMN_TEXT, COLS_REST, 0, Y(id) },
	{ "amount", N_("Amount"), COLUMN_MONEY, 11, 0, Y(amount) },
	{ "arrives", N_("Arrives"), COLUMN_MONEY, 11, 80, offsetof(struct payout_row, arrives) },
	{ "state", N_("State"), COLUMN_TEXT, 11, 50, offsetof(struct payout_row, state) },
	{ "expected_at", N_("Expected"), COLUMN_TIME, 16, 90, Y(expected_at) },
	{ "finished_at", N_("Ended"), COLUMN_TIME, 16, 110, Y(finished_at) },
	{ "fee", N_("Fee"), COLUMN_MONEY, NEVER, Y(fee) },
	{ "reason", N_("Reason"), COLUMN_TEXT, NEVER, Y(reason) },
	{ "why", N_("Why"), COLUMN_TEXT, NEVER, offsetof(struct payout_row, why) },
	{ "automatic", N_("By itself"), COLUMN_FLAG, NEVER, Y(automatic) },
	{ "requested_at", N_("Asked for on"), COLUMN_TIME, NEVER, Y(requested_at) },
	{ "currency", N_("Currency"), COLUMN_CURRENCY, NEVER, Y(amount.currency) },
	{ "supplier", N_("Supplier"), COLUMN_TEXT, NEVER, Y(supplier) },
	{ 0 },
};

const struct noun goods_noun = { "goods", goods_columns };
const struct noun offer_noun = { "offer", offer_columns };
const struct noun topic_noun = { "topic", topic_columns };
const struct noun shelf_noun = { "shelf", shelf_columns };
const struct noun link_noun = { "link", link_columns };
const struct noun converted_noun = { "converted", converted_columns };
const struct noun finding_noun = { "finding", finding_columns };
const struct noun order_noun = { "order", order_columns };
const struct noun balance_noun = { "balance", balance_columns };
const struct noun earning_noun = { "earning", earning_columns };
const struct noun line_noun = { "line", line_columns };
const struct noun outbox_noun = { "outbox", outbox_columns };
const struct noun job_noun = { "job", job_columns };
const struct noun attention_noun = { "attention", attention_columns };
const struct noun deed_noun = { "deed", deed_columns };
const struct noun file_noun = { "file", file_columns };
const struct noun reconciled_noun = { "reconciled", reconciled_columns };
const struct noun step_noun = { "step", step_columns };
const struct noun searched_noun = { "searched", searched_columns };
const struct noun doctor_noun = { "doctor", doctor_columns };
const struct noun bridge_noun = { "bridge", bridge_columns };
const struct noun forecast_noun = { "forecast", forecast_columns };
const struct noun income_noun = { "income", income_columns };
const struct noun payout_noun = { "payout", payout_columns };
const struct noun *const nouns[] = { &goods_noun, &offer_noun, &topic_noun, &shelf_noun, &link_noun, &converted_noun, &finding_noun,
	&order_noun, &balance_noun,
	&earning_noun, &line_noun, &outbox_noun, &job_noun, &attention_noun, &deed_noun, &file_noun, &reconciled_noun, &step_noun, &searched_noun, &bridge_noun,
	&forecast_noun, &income_noun, &payout_noun, &doctor_noun,
	NULL };
