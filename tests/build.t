#!/bin/sh
# SPDX-License-Identifier: MIT
# What the Makefile and need.sh make of the compiler that is named.
. tests/lib.sh

CC=nocc NO_INSTALL=1 sh tests/need.sh build >"$tmp/out" 2>&1
is 'a compiler that nobody has is told' "$? $(cat "$tmp/out")" \
	'1 cjm: no compiler nocc: name another by CC='
CC='ccache-is-not-here cc' NO_INSTALL=1 sh tests/need.sh build >"$tmp/out" 2>&1
is 'of several words it is the first' "$? $(cat "$tmp/out")" \
	'1 cjm: no compiler ccache-is-not-here cc: name another by CC='
CC='env cc' NO_INSTALL=1 sh tests/need.sh build >"$tmp/out" 2>&1
is 'and the others are its arguments' "$? $(cat "$tmp/out")" '0 '
env -u MAKEFLAGS -u SAN make -n tools CC='env cc' >"$tmp/out" 2>&1
ok 'such a compiler has a build directory, too' \
	grep -q '^env cc .* -o build/env-cc/base/msg.o ' "$tmp/out"
finish
