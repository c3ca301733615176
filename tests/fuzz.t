#!/bin/sh
# SPDX-License-Identifier: MIT
# The inputs in testdata/fuzz through their targets: what once did harm, and
# what is worth beginning from. `make fuzz` looks for more.
. tests/lib.sh

for source in tests/fuzz/*.c; do
	target=$(basename "$source" .c)
	[ "$target" = replay ] && continue
	ok "$target: has inputs" sh -c "ls testdata/fuzz/$target/* >/dev/null"
	ok "$target: does no harm" \
		"$CJM_BUILD/replay/$target" testdata/fuzz/"$target"/*
done
for folder in testdata/fuzz/*/; do
	target=$(basename "$folder")
	ok "$target: has a target" [ -e "tests/fuzz/$target.c" ]
done
finish
