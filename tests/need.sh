#!/bin/sh
# SPDX-License-Identifier: MIT
# Sees that what a job needs is there, and installs what is not by name through
# the system's package manager, after saying so.
#
#	need.sh build|check|fuzz|lint|bench
#
# NO_INSTALL=1 forbids installing: what is missing is told, exit status 1.
set -eu

job=${1:?usage: need.sh build|check|fuzz|lint|bench}
missing=

# want PACKAGE COMMAND...: the package is missing when the command fails
want() {
	package=$1
	shift
	"$@" >/dev/null 2>&1 || missing="$missing $package"
}

program() {
	want "$2" command -v "$1"
}

header() {
	want "$2" sh -c "echo '#include <$1>' | ${CC:-cc} \
		-DPCRE2_CODE_UNIT_WIDTH=8 ${CFLAGS_EXTRA:-} -E -x c -"
}

# of several words, as `ccache gcc`, the first is what is run
compiler=${CC:-cc}
compiler=${compiler%% *}
if ! command -v "$compiler" >/dev/null 2>&1; then
	case $compiler in
	cc) missing="$missing gcc" ;;
	*/* | *[!a-z0-9-]*) compiler= ;;
	gcc* | clang* | ccache) missing="$missing $compiler" ;;
	*) compiler= ;;
	esac
	[ -n "$compiler" ] || {
		echo "cjm: no compiler ${CC:-cc}: name another by CC=" >&2
		exit 1
	}
fi
want libc6-dev sh -c "echo 'int main(void){return 0;}' |
	${CC:-cc} -o /dev/null -x c -"
header pcre2.h libpcre2-dev
header csv.h libcsv-dev
header zstd.h libzstd-dev
header xxhash.h libxxhash-dev
want tzdata test -e /usr/share/zoneinfo/Asia/Seoul
header sodium.h libsodium-dev

case $job in
check | lint | bench)
	program prove perl
	program zstd zstd
	program sqlite3 sqlite3
	;;
esac
case $job in
check)
	program gzip gzip
	program bzip2 bzip2
	program xz xz-utils
	program lz4 lz4
	program mandoc mandoc
	;;
fuzz)
	want libclang-rt-14-dev sh -c "echo 'int LLVMFuzzerTestOneInput(void) {
		return 0; }' | clang -fsanitize=fuzzer -o /dev/null -x c -"
	;;
lint)
	program mandoc mandoc
	program shellcheck shellcheck
	program clang-format clang-format
	program clang-tidy clang-tidy
	program cppcheck cppcheck
	;;
bench)
	program mawk mawk
	;;
esac

[ -n "$missing" ] || exit 0

if [ "${NO_INSTALL:-0}" != 0 ]; then
	echo "cjm: missing:$missing" >&2
	echo "cjm: install them by these names (Debian's), or run" \
		"'make deps'" >&2
	exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "cjm: missing, by the names of Debian's packages:$missing" >&2
	echo "cjm: no apt-get here: please install what your system calls" \
		"them, then run make again" >&2
	exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
	root=sudo
	if ! command -v sudo >/dev/null 2>&1; then
		echo "cjm: missing:$missing" >&2
		echo "cjm: as root: apt-get install$missing" >&2
		echo "cjm: (README.md tells how to build without root)" >&2
		exit 1
	fi
fi
echo "cjm: installing through apt-get:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # a list of names
if ! { $root apt-get -qq update &&
	$root apt-get -qq -o Dpkg::Use-Pty=0 install -y \
		--no-install-recommends $missing; } >"$log" 2>&1; then
	tail -20 "$log" >&2
	echo "cjm: apt-get could not install:$missing" >&2
	exit 1
fi
