#!/bin/sh
# SPDX-License-Identifier: MIT
# Credits of ten thousand conversions add up, in any order and memory; make
# oracle has a million.
. tests/lib.sh
. tests/oracle/credits.sh

check_credits "$CJM_BUILD/touches" 60000 15000 10000 64K
finish
