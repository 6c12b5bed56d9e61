# sync: a first sync from the practice supplier, on loopback and over a slow link, beside curl, jq and sqlite3
# on the same pages. Read by bench.sh.

# serve NUMBER PROGRAM…: starts a server that ends when descriptor NUMBER is closed; its first line is $ready
serve() {
	number=$1
	shift
	rm -f "$world/in" "$world/out"
	mkfifo "$world/in" "$world/out" || return 1
	"$@" <"$world/in" >"$world/out" 2>/dev/null &
	eval "exec $number>\"$world/in\""
	read -r ready <"$world/out"
}

# start_supplier GOODS: then $address, $token and $world/sync hold what is needed to ask it
start_supplier() {
	serve 3 "$root/build/shopkeeper-practice" --goods="$1" --seed=7 --buyers=0 --speed=0 --until-stdin --quiet
	address=${ready#ready } address=${address%% *}
	rm -rf "$world/sync" && mkdir -p "$world/sync"
	XDG_CONFIG_HOME=$world/sync XDG_DATA_HOME=$world/sync XDG_STATE_HOME=$world/sync \
		"$root/build/shopkeeper" setup --supplier demo --address "$address" --invite DEMO2026 >/dev/null || return 1
	token=$(cat "$world/sync/shopkeeper/demo.token")
	write_conf near "$address"
}
# write_conf NAME ADDRESS
write_conf() {
	printf '%s\n' 'first_screen = "goods"' "data_folder = \"$world/sync/$1\"" \
		"state_folder = \"$world/sync/$1\"" 'supplier "demo" {' 'kind = "house"' \
		"address = \"$2\"" "token = \"$token\"" '}' >"$world/sync/$1.conf"
	chmod 600 "$world/sync/$1.conf"
}
# The addresses of all pages, one walk, as curl reads them from a file: $world/sync/pages
find_pages() {
	next=''
	: >"$world/sync/pages"
	while :; do
		page="$address/v1/goods?part=1/1&limit=100$next"
		printf 'url = "%s"\n' "$page" >>"$world/sync/pages"
		next=$(curl -s -H "Authorization: Bearer $token" "$page" | jq -r '.next_cursor // empty')
		[ "$next" ] || return 0
		next="&cursor=$next"
	done
}
# The peer: every page over one kept connection into three columns of a table.
write_peer() { # NAME PAGES
	cat >"$world/sync/$1.sh" <<-END
		rm -f "$world/sync/$1.db"
		curl -s --compressed -H "Authorization: Bearer $token" -K "$2" |
			jq -r '.items[] | [.goods_id, .title, .price.minor] | @csv' >"$world/sync/$1.csv" &&
		sqlite3 "$world/sync/$1.db" 'CREATE TABLE goods (id, title, price)' '.mode csv' \
			".import $world/sync/$1.csv goods"
	END
}
has_peer() {
	for program in curl jq sqlite3; do lacks 'peer sync' "$program" && return 1; done
	return 0
}
# first_sync NAME: the command line of a sync into an empty store
first_sync() {
	printf 'rm -rf "%s"; exec "%s/build/shopkeeper" sync --config "%s.conf"' "$world/sync/$1" "$root" "$world/sync/$1"
}

sync_near() {
	start_supplier "$SYNC" || return 1
	set -- 'ours sync' sh -c "$(first_sync near)"
	if has_peer; then
		find_pages
		write_peer peer "$world/sync/pages"
		set -- "$@" --- 'peer sync' sh "$world/sync/peer.sh"
	fi
	"$bench/cost" 3 "$@"
	row 'ours first sync' ¥ start sh -c \
		"rm -rf '$world/sync/near'; exec '$root/build/shopkeeper' --config '$world/sync/near.conf'" >"$bench/sync.table"
	"$bench/pty_bench" 3 "$bench/sync.table"
	exec 3>&-
}
sync_far() {
	start_supplier $((SYNC / 5)) || return 1
	serve 4 "$bench/slow_link" "${address##*:}" 80 20
	far=http://127.0.0.1:${ready#ready }
	write_conf far "$far"
	"$bench/cost" 3 'ours distant sync' sh -c "$(first_sync far)"
	if has_peer; then
		find_pages
		bytes=$(curl -s -H 'Accept-Encoding: gzip' -H "Authorization: Bearer $token" -K "$world/sync/pages" | wc -c)
		sed "s|$address|$far|" "$world/sync/pages" >"$world/sync/far.pages"
		write_peer far-peer "$world/sync/far.pages"
		"$bench/cost" 1 'peer distant sync' sh "$world/sync/far-peer.sh"
		# 20 Mbit/s are 2500 bytes a millisecond, after one round trip.
		[ "${bytes:-0}" -gt 0 ] && printf 'wire distant sync time\t%d\tms\n' $((bytes / 2500 + 80))
	fi
	exec 3>&- 4>&-
}
part_sync() {
	sync_near && sync_far
}
