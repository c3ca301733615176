# cjm: how everything is built, tested and installed. `make help` lists it.

CC      = cc
PREFIX  = /usr/local
DESTDIR =
# sanitizers, by comma: SAN=address,undefined
SAN     =
# extra flags of one's own
CFLAGS_EXTRA =
# set by `make pgo`: train, then use. What is installed is what was built last.
PGO     = $(if $(filter install deb,$(MAKECMDGOALS)),$(word 2,$(built)))

tools = cjm-parse cjm-sessionize cjm-identify cjm-stage cjm-funnel cjm-attribute cjm-report cjm-metrics cjm-profile
presets = $(shell grep -oh 'preset:[a-z0-9]*' src/rules/presets*.c | cut -d : -f 2)
layers = base simd ext io table log rules journey report

san_flags = $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer \
	-fno-sanitize-recover=all,-D_FORTIFY_SOURCE=2)
warnings = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wundef \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 -Wcast-qual
# The kernels and the row loops are in many small functions of many files:
# optimising over files takes a quarter off cjm-parse (make bench lto= tells).
# Where the compiler cannot, it is left out; the unit tests link the ordinary
# code of the same objects.
lto := $(if $(SAN),,$(shell echo 'int main(void) { return 0; }' | \
	$(CC) -flto=auto -ffat-lto-objects -Werror -x c -o /dev/null - \
	>/dev/null 2>&1 && echo -flto=auto -ffat-lto-objects))
# DWARF 4: valgrind 3.19 cannot read what clang writes by itself
CFLAGS = -std=c11 -O2 -gdwarf-4 -ffp-contract=off $(warnings) -fPIE \
	-fstack-protector-strong $(san_flags) $(pgo_flags_$(PGO)) $(CFLAGS_EXTRA)
# what the training run did not reach stays as it would be without it
pgo_flags_train = -fprofile-generate -fprofile-update=single
pgo_flags_use = -fprofile-use -fprofile-correction -fprofile-partial-training \
	-Wno-missing-profile
CPPFLAGS = -D_GNU_SOURCE -Isrc
LDFLAGS = -pie -Wl,-z,relro -Wl,-z,now -Wl,--as-needed \
	$(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS_EXTRA)
LDLIBS = -lpcre2-8 -lcsv -lzstd -lsodium -lm -lpthread

# one build directory a variant, so that none rebuilds another's objects; of a
# compiler of several words, as `ccache gcc`, they are joined
compiler = $(subst $(space),-,$(strip $(notdir $(CC))))
variant = $(compiler)$(if $(SAN),-$(subst $(comma),-,$(SAN)))$(if \
	$(PGO),-pgo)
comma := ,
space := $(comma:,=) $(comma:,=)
build = build/$(variant)

lib_c   := $(sort $(foreach l,$(layers),$(wildcard src/$(l)/*.c)))
lib_o    = $(lib_c:src/%.c=$(build)/%.o)
tool_o   = $(patsubst src/%.c,$(build)/%.o,$(wildcard src/*.c))
unit_c  := $(sort $(wildcard tests/unit/*.c))
unit     = $(unit_c:tests/unit/%.c=$(build)/unit/%)
fuzz_c  := $(sort $(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
replays  = $(fuzz_c:tests/fuzz/%.c=$(build)/replay/%)
fuzzers  = $(fuzz_c:tests/fuzz/%.c=$(build)/fuzz/%)
# the driver's parts, in the order in which a shell must read them
driver   = $(patsubst %,src/driver/%.sh,process conf conf-check when logs \
	pipeline books reports alerts run watch doctor demo main)
headers := $(sort $(wildcard src/*/*.h))

.DEFAULT_GOAL := all
.PHONY: all tools pgo deps demo check unit replays fuzz fuzzers oracle lint bench \
	install uninstall clean help FORCE

all: missing tools

# Says what is missing and does nothing about it; `make deps` installs.
.PHONY: missing
missing:
	@CC='$(CC)' CFLAGS_EXTRA='$(CFLAGS_EXTRA)' NO_INSTALL=1 \
		sh tests/need.sh build

deps:
	@CC='$(CC)' CFLAGS_EXTRA='$(CFLAGS_EXTRA)' sh tests/need.sh build

# Where bin/ points: tests of a variant run that variant's tools.
tools: $(tools:%=$(build)/bin/%) $(if $(SAN),,$(tools:%=bin/%)) bin/cjm

# The tools as a profile of themselves over the sample shop makes them: gcc's
# counts of the training run stand beside the objects, in one directory.
pgo:
	@$(MAKE) -s $(gen)
	@$(MAKE) -s -j2 PGO=train tools
	@find 'build/$(compiler)-pgo' -name '*.gcda' -exec rm -f {} +
	@CJM_BIN='$(CURDIR)/build/$(compiler)-pgo/bin' \
		CJM_GEN='$(CURDIR)/$(gen)' sh tests/bench/train.sh
	@$(MAKE) -s -j2 PGO=use tools

$(build)/libcjm.a: $(lib_o)
	@rm -f $@
	$(Q)$(AR) rcs $@ $(lib_o)

# else these were removed once linked, and `make install` would build all again
.SECONDARY: $(tool_o)
# A main may have files of its own beside it: src/parse-*.c are cjm-parse's.
beside = $(patsubst src/%.c,$(build)/%.o,$(wildcard src/$(1)-*.c))
$(foreach t,$(tools:cjm-%=%),\
	$(eval $(build)/bin/cjm-$(t): $(call beside,$(t))))
$(build)/bin/%: $(build)/%.o $(build)/libcjm.a
	@mkdir -p $(@D)
	$(call say,link $(@F))
	$(Q)$(CC) $(CFLAGS) $(lto) $(LDFLAGS) -o $@ $(filter %.o,$^) \
		$(build)/libcjm.a $(LDLIBS)

# The tools in bin/ are one variant's; which, is kept beside the builds.
built = $(shell cat build/built 2>/dev/null)
build/built: FORCE
	@mkdir -p build
	@echo '$(variant) $(PGO)' | cmp -s - $@ || \
		echo '$(variant) $(PGO)' >$@

bin/%: $(build)/bin/% build/built
	@cp -f $< $@

# One file, which can be copied anywhere.
bin/cjm: src/driver/head.sh $(driver)
	@{ cat src/driver/head.sh && for part in $(driver); do \
		echo && sed 1d "$$part" || exit; done; } >$@.tmp
	@chmod 755 $@.tmp && mv $@.tmp $@

# Flags are a prerequisite: a change of any of them rebuilds everything.
$(build)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(lto) $(LDFLAGS)' | cmp -s - $@ || \
		echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(lto) $(LDFLAGS)' >$@

$(build)/%.o: src/%.c $(build)/flags
	@mkdir -p $(@D)
	$(call say,compile $<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(lto) -MMD -MP -c -o $@ $<

$(build)/unit/%: tests/unit/%.c $(build)/libcjm.a $(build)/flags
	@mkdir -p $(@D)
	$(call say,link $<)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< \
		$(build)/libcjm.a $(LDLIBS)

unit: $(unit)

# A fuzz target over the inputs that are kept, under any compiler.
$(build)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c $(build)/libcjm.a \
		$(build)/flags
	@mkdir -p $(@D)
	$(call say,link $<)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< \
		tests/fuzz/replay.c $(build)/libcjm.a $(LDLIBS)

replays: $(replays)

# The same under libFuzzer: clang, and SAN has fuzzer-no-link in it.
$(build)/fuzz/%: tests/fuzz/%.c $(build)/libcjm.a $(build)/flags
	@mkdir -p $(@D)
	$(call say,link $<)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -fsanitize=fuzzer \
		$(LDFLAGS) -MMD -MP -o $@ $< $(build)/libcjm.a $(LDLIBS)

fuzzers: $(fuzzers)

# The generator of traffic, for tests and benchmarks.
gen = $(build)/gen
$(gen): $(wildcard tests/bench/gen*.c tests/bench/gen*.h) $(build)/flags
	@mkdir -p $(@D)
	$(call say,link $(@F))
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ \
		$(wildcard tests/bench/gen*.c)

# The generator of touches and conversions, for cjm-attribute's.
touches = $(build)/touches
$(touches): tests/bench/touches.c $(build)/flags
	@mkdir -p $(@D)
	$(call say,link $(@F))
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $<

# The funnel by trying everything, which shares no code with src/.
brute = $(build)/brute
$(brute): $(wildcard tests/brute/*.c tests/brute/*.h) $(build)/flags
	@mkdir -p $(@D)
	$(call say,link $(@F))
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -o $@ \
		$(wildcard tests/brute/*.c)

$(build)/kernels: tests/bench/kernels.c $(build)/libcjm.a
	$(call say,link $(@F))
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< \
		$(build)/libcjm.a $(LDLIBS)

# The journey of the sample shop.
demo: deps
	@$(MAKE) -s -j2 tools
	@bin/cjm demo

test_env = CJM_BIN='$(CURDIR)/$(build)/bin' CJM_BUILD='$(CURDIR)/$(build)'

# TESTS names some of the scripts only: make check TESTS='tests/golden.t'
TESTS = $(sort $(wildcard tests/*.t))
check:
	@CC='$(CC)' CFLAGS_EXTRA='$(CFLAGS_EXTRA)' sh tests/need.sh check
	@$(MAKE) -s -j2 tools unit replays $(gen) $(touches) $(build)/brute
	@$(test_env) prove $(PROVE_FLAGS) -j2 $(unit) $(TESTS)

# Each target for FUZZ_SECONDS, or only those that FUZZ names.
FUZZ_SECONDS = 60
FUZZ = $(fuzz_c:tests/fuzz/%.c=%)
fuzz_san = fuzzer-no-link,address,undefined
fuzz:
	@CC=clang sh tests/need.sh fuzz
	@$(MAKE) -s -j2 CC=clang SAN=$(fuzz_san) fuzzers
	@sh tests/fuzz/run.sh 'build/clang-$(subst $(comma),-,$(fuzz_san))' \
		'$(FUZZ_SECONDS)' $(FUZZ)

# The SQL oracle on five million lines; minutes, not seconds.
oracle:
	@CC='$(CC)' sh tests/need.sh check
	@$(MAKE) -s -j2 tools $(gen) $(touches)
	@$(test_env) sh tests/oracle/big.sh

lint: bin/cjm
	@CC='$(CC)' sh tests/need.sh lint
	@CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' sh tests/lint.sh

bench:
	@CC='$(CC)' sh tests/need.sh bench
	@$(MAKE) -s -j2 tools $(gen) $(touches) $(build)/kernels
	@$(test_env) sh tests/bench/run.sh

# below share/zsh; of a package Debian's zsh looks in another than of others
zsh = site-functions

install: tools
	install -d '$(DESTDIR)$(PREFIX)/bin' \
		'$(DESTDIR)$(PREFIX)/share/man/man1' \
		'$(DESTDIR)$(PREFIX)/share/man/man5' \
		'$(DESTDIR)$(PREFIX)/share/man/man7' \
		'$(DESTDIR)$(PREFIX)/share/cjm/demo'
	install -m 755 bin/cjm $(tools:%=bin/%) '$(DESTDIR)$(PREFIX)/bin'
	for section in 1 5 7; do \
		install -m 644 man/*.$$section \
		    '$(DESTDIR)$(PREFIX)/share/man/man'$$section; done
	install -m 644 testdata/demo/access.log.zst \
		'$(DESTDIR)$(PREFIX)/share/cjm/demo'
	install -d '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' \
		'$(DESTDIR)$(PREFIX)/share/zsh/$(zsh)' \
		'$(DESTDIR)$(PREFIX)/share/doc/cjm/examples' \
		'$(DESTDIR)$(PREFIX)/share/cjm/rules'
	umask 022; for tool in cjm $(tools); do \
		sh tests/package/completions.sh bash bin/$$tool \
		    >'$(DESTDIR)$(PREFIX)/share/bash-completion/completions/'$$tool \
		    || exit; done
	umask 022; sh tests/package/completions.sh zsh bin/cjm $(tools:%=bin/%) \
		>'$(DESTDIR)$(PREFIX)/share/zsh/$(zsh)/_cjm'
	umask 022; for preset in $(presets); do \
		bin/cjm-stage --preset $$preset --print \
		    >'$(DESTDIR)$(PREFIX)/share/cjm/rules/'$$preset.rules \
		    || exit; done
	install -m 644 tests/package/shop.conf tests/package/cjm.timer \
		'$(DESTDIR)$(PREFIX)/share/doc/cjm/examples'
	umask 022; for file in cron cjm.service; do \
		sed 's|/usr/bin/|$(PREFIX)/bin/|' tests/package/$$file \
		    >'$(DESTDIR)$(PREFIX)/share/doc/cjm/examples/'$$file \
		    || exit; done

# A Debian package, build/cjm_VERSION_ARCH.deb: the timer where it belongs, not
# enabled, the cron file among the examples.
.PHONY: deb
deb: tools
	rm -rf build/deb
	$(MAKE) -s install DESTDIR='$(CURDIR)/build/deb' PREFIX=/usr \
		zsh=vendor-completions
	install -d build/deb/lib/systemd/system build/deb/etc/cjm
	install -m 644 tests/package/cjm.service tests/package/cjm.timer \
		build/deb/lib/systemd/system
	install -m 644 tests/package/shop.conf \
		build/deb/etc/cjm/shop.conf.example
	sh tests/package/deb.sh build/deb

uninstall:
	rm -f $(patsubst %,'$(DESTDIR)$(PREFIX)/bin/%',cjm $(tools))
	for page in man/*.[157]; do \
		rm -f '$(DESTDIR)$(PREFIX)/share/man/man'"$${page##*.}/$${page#man/}"; \
	done
	rm -f $(patsubst %,'$(DESTDIR)$(PREFIX)/share/bash-completion/completions/%',\
		cjm $(tools)) \
		'$(DESTDIR)$(PREFIX)/share/zsh/$(zsh)/_cjm'
	rm -rf '$(DESTDIR)$(PREFIX)/share/cjm' \
		'$(DESTDIR)$(PREFIX)/share/doc/cjm'

clean:
	rm -rf build bin/cjm $(tools:%=bin/%)

help:
	@echo 'make            build the tools into bin/'
	@echo 'make demo       install what is missing, build, show a journey'
	@echo 'make check      the same set-up, then the tests'
	@echo 'make fuzz       look for inputs that do harm: FUZZ_SECONDS=60 FUZZ=url'
	@echo 'make oracle     compare with SQL on five million lines'
	@echo 'make lint       formatting, layers, headers, manuals, analysers'
	@echo 'make pgo        build with a profile of the sample run: a tenth faster'
	@echo 'make bench      speed and memory, as ratios in one run'
	@echo 'make install    PREFIX=/usr/local DESTDIR=; uninstall undoes it'
	@echo 'make deb        a Debian package, into build/'
	@echo 'make clean      remove what was built'
	@echo
	@echo 'CC=clang        another compiler'
	@echo 'SAN=address,undefined   a build with sanitizers (make check SAN=...)'
	@echo 'V=1             show the commands'
	@echo 'NO_INSTALL=1    never install anything'

# V=1 shows commands; else a line a file
Q = $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

-include $(lib_o:.o=.d) $(tool_o:.o=.d) $(unit:=.d) $(replays:=.d) \
	$(fuzzers:=.d)
