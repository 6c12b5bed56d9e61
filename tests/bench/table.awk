# table.awk: figures ("name<TAB>value<TAB>unit") joined by goals.table into one line for each goal. A goal's
# peer is a figure's name or a number; the goal is how large ours/peer may be. Ratios are of one run.
# goals.table is the first file: name, our figure, peer, goal, and why it may fall short.
BEGIN {
	line = "%-44s %12s %-4s %12s %8s %8s  %-3s  %s\n"
	printf line, "what", "ours", "", "peer/limit", "ratio", "goal", "ok", "beside"
}

# For the notes below the table.
function reason(name, why) {
	if (why != "") notes = notes "  " name ": " why "\n"
}

NR == FNR {
	if ($0 ~ /^#/ || NF < 4) next
	count++
	name[count] = $1; ours[count] = $2; peer[count] = $3; goal[count] = $4; why[count] = $5
	next
}

$2 == "skipped" {
	skipped[$1] = $3
	next
}
{ value[$1] = $2; unit[$1] = $3 }

# The reason a figure is not there: its program was skipped, or its part did not run.
function missing(figure,    program) {
	for (program in skipped)
		if (index(figure, program) == 1) return skipped[program]
	return "not measured"
}

END {
	for (i = 1; i <= count; i++) {
		is_number = peer[i] ~ /^[0-9.]+$/
		against = is_number ? peer[i] : value[peer[i]]
		if (!(ours[i] in value)) {
			parts_left[ours[i]] = 1
			continue
		}
		mine = value[ours[i]]
		if (!is_number && !(peer[i] in value)) {
			printf line, name[i], mine, unit[ours[i]], "-", "-", goal[i], "-", "skipped: " missing(peer[i])
			continue
		}
		ratio = against > 0 ? mine / against : 0
		ok = ratio <= goal[i] + 0.005
		reached += ok; all++
		printf line, name[i], mine, unit[ours[i]], against, sprintf("%.3f", ratio), goal[i], ok ? "yes" : "no",
			is_number ? "a limit" : peer[i]
		if (!ok) reason(name[i], why[i])
	}
	printf "\n%d of %d goals reached.\n", reached, all
	if (notes != "") printf "\nWhat falls short, and why:\n%s", notes
	for (program in skipped) printf "skipped: %s: %s\n", program, skipped[program]
}
