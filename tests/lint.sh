#!/bin/sh
# SPDX-License-Identifier: MIT
# make lint: what no test sees. Each check says its name; all are run, and the
# status is 1 when any of them complained.
#
# shellcheck disable=SC2317 # step calls the functions
set -u

bad=0
step() {
	name=$1
	shift
	if "$@" >"$tmp" 2>&1; then
		echo "ok      $name"
	else
		echo "FAILED  $name"
		head -60 "$tmp"
		bad=1
	fi
}
tmp=$(mktemp) || exit 1
trap 'rm -f "$tmp"' EXIT

c_files=$(git ls-files '*.c' '*.h' 2>/dev/null) ||
	c_files=$(find src tests -name '*.[ch]')
sh_files="bin/cjm $(find tests testdata .ci -type f \( -name '*.sh' -o \
	-name '*.t' -o -path '.ci/run' \) | sort)"

# every header can be read alone
headers() {
	for h in src/*.h src/*/*.h; do
		case $h in
		# bodies, not headers
		src/simd/body.h | src/simd/bmi.h | src/journey/sparse-sweep.h)
			continue ;;
		esac
		# shellcheck disable=SC2086 # flags are words
		echo "#include \"${h#src/}\"" | ${CC:-cc} ${CPPFLAGS:--Isrc} \
			-D_GNU_SOURCE -std=c11 -Wall -Wextra -Werror \
			-fsyntax-only -x c - || return 1
	done
}

# files stay in their rooms
sizes() {
	for f in $c_files src/driver/*.sh; do
		n=$(wc -l <"$f")
		[ "$n" -le 600 ] || {
			echo "$f has $n lines"
			return 1
		}
	done
}

# clang-format leaves comments as they are
comments() {
	# shellcheck disable=SC2086 # names are words
	! perl -CSD -ne '
		1 while s/\t/" " x (8 - $-[0] % 8)/e;
		chomp;
		print "$ARGV:$.: a comment of ", length, " columns\n"
			if length > 80 && m{^ *(/\*| \*)};
		close ARGV if eof' $c_files | grep .
}

manuals() {
	mandoc -Tlint -W warning man/*.[157]
}

tidy() {
	printf '%s\n' src/*.c src/*/*.c | xargs -P 2 -n 8 sh -c '
		clang-tidy --quiet "$@" -- -std=c11 -D_GNU_SOURCE -Isrc \
			2>/dev/null' sh | grep -E '(warning|error):' && return 1
	return 0
}

# Left out: that system headers are not parsed, and what cppcheck thinks of
# code behind a call of msg_usage or msg_fail, whose _Noreturn it does not carry
# from file to file.
check() {
	cppcheck --quiet --std=c11 --language=c --inline-suppr \
		--enable=warning,performance,portability --error-exitcode=1 \
		--suppress=missingIncludeSystem \
		--suppress=nullPointerRedundantCheck \
		--suppress=nullPointerArithmeticRedundantCheck \
		--suppress=ctunullpointer --suppress=ctuuninitvar \
		--suppress=arrayIndexOutOfBoundsCond --suppress=zerodivcond \
		-D_GNU_SOURCE -D__x86_64__ -Isrc src
}

# shellcheck disable=SC2086
step "format" clang-format --dry-run -Werror $c_files
step "layers" sh tests/layers.sh
step "headers" headers
step "sizes" sizes
step "comments" comments
step "manuals" manuals
# shellcheck disable=SC2086
step "shellcheck" shellcheck -x $sh_files
step "cppcheck" check
step "clang-tidy" tidy
exit $bad
