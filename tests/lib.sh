# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What the tests in shell share: the tools on PATH, a temporary directory, and
# the Test Anything Protocol. Source it from the project's top directory.
set -u

top=$PWD
PATH=${CJM_BIN:-$top/bin}:$top/bin:$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
unset CJM_SIMD CJM_SEED CJM_BLOCK NO_COLOR
tmp=$(mktemp -d "${TMPDIR:-/tmp}/cjm-test.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
count=0
failed=0

# ok NAME COMMAND...: passes when the command succeeds
ok() {
	name=$1
	shift
	count=$((count + 1))
	if "$@" >"$tmp/ok.out" 2>&1; then
		printf 'ok %s - %s\n' "$count" "$name"
	else
		failed=$((failed + 1))
		printf 'not ok %s - %s\n' "$count" "$name"
		sed 's/^/# /' "$tmp/ok.out" | head -40
	fi
}

# is NAME GOT WANT: passes when the two texts are equal
is() {
	printf '%s\n' "$2" >"$tmp/is.got"
	printf '%s\n' "$3" >"$tmp/is.want"
	ok "$1" diff "$tmp/is.want" "$tmp/is.got"
}

# same NAME FILE FILE: passes when the two files have the same bytes
same() {
	ok "$1" cmp "$2" "$3"
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

finish() {
	echo "1..$count"
	[ "$failed" = 0 ]
	exit
}

# sanitized: true when the tools are a sanitizer's build
sanitized() {
	case ${CJM_BIN:-} in
	*-address* | *-undefined* | *-thread*) return 0 ;;
	*) return 1 ;;
	esac
}
