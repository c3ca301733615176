# cjm: how everything is built, tested and installed. `make help` lists it.

CC      = cc
PREFIX  = /usr/local
DESTDIR =
# sanitizers, by comma: SAN=address,undefined
SAN     =
# extra flags of one's own
CFLAGS_EXTRA =

tools = cjm-parse cjm-sessionize cjm-stage cjm-funnel cjm-attribute cjm-report
layers = base simd ext io table log rules journey report

san_flags = $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer \
	-fno-sanitize-recover=all,-D_FORTIFY_SOURCE=2)
warnings = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wundef \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 -Wcast-qual
CFLAGS = -std=c11 -O2 -g $(warnings) -fPIE -fstack-protector-strong \
	$(san_flags) $(CFLAGS_EXTRA)
CPPFLAGS = -D_GNU_SOURCE -Isrc
LDFLAGS = -pie -Wl,-z,relro -Wl,-z,now -Wl,--as-needed \
	$(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS_EXTRA)
LDLIBS = -lpcre2-8 -lcsv -lzstd -lpthread

# one build directory a variant, so that none rebuilds another's objects
variant = $(notdir $(CC))$(if $(SAN),-$(subst $(comma),-,$(SAN)))
comma := ,
build = build/$(variant)

lib_c   := $(sort $(foreach l,$(layers),$(wildcard src/$(l)/*.c)))
lib_o    = $(lib_c:src/%.c=$(build)/%.o)
tool_o   = $(tools:%=$(build)/%.o)
unit_c  := $(sort $(wildcard tests/unit/*.c))
unit     = $(unit_c:tests/unit/%.c=$(build)/unit/%)
headers := $(sort $(wildcard src/*/*.h))

.PHONY: all tools deps
all: tools

# Where bin/ points: tests of a variant run that variant's tools.
tools: $(tools:%=$(build)/bin/%) $(if $(SAN),,$(tools:%=bin/%))

$(build)/libcjm.a: $(lib_o)
	@rm -f $@
	$(AR) rcs $@ $(lib_o)

$(build)/bin/%: $(build)/%.o $(build)/libcjm.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $< $(build)/libcjm.a $(LDLIBS)

bin/%: $(build)/bin/%
	@cp -f $< $@

# Flags are a prerequisite: a change of any of them rebuilds everything.
$(build)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || \
		echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)' >$@
.PHONY: FORCE
FORCE:

$(build)/%.o: src/%.c $(build)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(build)/unit/%: tests/unit/%.c $(build)/libcjm.a $(build)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< \
		$(build)/libcjm.a $(LDLIBS)

-include $(lib_o:.o=.d) $(tool_o:.o=.d) $(unit:=.d)
