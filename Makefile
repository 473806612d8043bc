# make run: install what is missing, build, run on fixtures/ into data/.
# make check: every test; the last line counts them.  See README.md.
CC ?= gcc
PREFIX ?= /usr/local
BUILD ?= .build
BIN ?= bin
DATA ?= data
VERSION := 0.1.0

# Debian's names for what it takes; README.md says what each is for.
PACKAGES := gcc make libc6-dev libcsv-dev libpcre2-dev zlib1g-dev libisal-dev \
  libgumbo-dev nettle-dev libutf8proc-dev libuchardet-dev libarchive-dev \
  libseccomp-dev libbrotli-dev libsqlite3-dev libpq-dev poppler-utils sqlite3
check_PACKAGES := libcmocka-dev bats locales mandoc jq miller postgresql wget libhttp-daemon-perl
lint_PACKAGES := shellcheck clang-format $(check_PACKAGES)
fuzz_PACKAGES := clang libclang-rt-dev
browser_PACKAGES := chromium chromium-driver jq bats
bench_PACKAGES := time gawk miller
parallel_PACKAGES := parallel openssh-server openssh-client jq bats
slurm_PACKAGES := slurmctld slurmd slurm-client munge iproute2 bats

WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wvla -Wformat=2 -Werror
HARDEN := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
CFLAGS ?= -O2 -g
CPPFLAGS += -D_GNU_SOURCE -Ilib -DVERSION='"$(VERSION)"'
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) $(CFLAGS) $(EXTRA)
LDFLAGS += -pie -Wl,--as-needed -Wl,-z,relro,-z,now $(EXTRA)
# Where ISA-L's header is not, zlib does all of gzip: see lib/gz.h.
ISAL := $(shell $(CC) $(CPPFLAGS) -include isa-l/igzip_lib.h -E -x c \
  /dev/null >/dev/null 2>&1 && echo -lisal)
LDLIBS := -lcsv -lpcre2-8 $(ISAL) -lz -lpthread -lm
LIBS_read := -lgumbo -lnettle -lutf8proc -luchardet -larchive -lseccomp -lbrotlidec
LIBS_normalise := -lnettle -lutf8proc
LIBS_extract := -lutf8proc -lseccomp
LIBS_payments := -lnettle
LIBS_load := -lsqlite3 -lpq
LIBS_verify := $(LIBS_read)

# A filter is a folder with a .c file of its name.
FILTERS := $(foreach d,$(wildcard filters/*),$(if \
  $(wildcard $d/$(notdir $d).c),$(notdir $d)))
COMMANDS := $(FILTERS:%=$(BIN)/ccg-%)
PAGES := $(wildcard $(foreach f,$(FILTERS),filters/$f/$f.1))
LIB_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard lib/*.c)) \
  $(patsubst %.S,$(BUILD)/%.o,$(wildcard lib/*.S lib/*/*.S))
TABLES := $(shell find lib filters -type f ! -name '*.[chS1]' ! -name '*.bash')
TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c)) \
  $(BUILD)/tests/scorer $(BUILD)/tests/shim.so
INSTALLED = $(FILTERS:%=$(BINDIR)/ccg-%) \
  $(foreach p,$(PAGES),$(MANDIR)/ccg-$(notdir $p))
.PHONY: all run check tests lint torture fuzz bench soak quality install uninstall clean deps
.DELETE_ON_ERROR .SECONDARY:
MAKEFLAGS += --no-builtin-rules -j$(shell nproc)
Q := $(if $(V),,@)
all: $(COMMANDS)

deps:; @.ci/deps $(PACKAGES)
deps-%:; @.ci/deps $(PACKAGES) $($*_PACKAGES)

# The packages come first, whatever -j says: hence a second make.
run: deps
	@$(MAKE) --no-print-directory all
	@PATH="$(abspath $(BIN)):$$PATH" ./pipeline.sh -o $(DATA) \
	  fixtures/news fixtures/papers

check: deps-check
	@$(MAKE) --no-print-directory all tests
	@BUILD=$(BUILD) BIN=$(BIN) tests/run
check-browser check-parallel check-slurm: check-%: deps-% # on real ones
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) BIN=$(BIN) tests/run tests/$*/*.bats
tests: $(TESTS)
lint: deps-lint
	@$(MAKE) --no-print-directory all tests
	@BIN=$(BIN) tests/lint

# The suite again, built with sanitizers, every command under the shim.
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
torture: deps-check
	@$(MAKE) --no-print-directory all tests
	@$(MAKE) --no-print-directory BUILD=.build/torture BIN=.build/torture/bin \
	  EXTRA='$(SANITIZE)' CFLAGS='-O1 -g' HARDEN=-fPIE all tests
	@BUILD=.build/torture BIN=.build/torture/bin tests/torture

fuzz: deps-fuzz; @tests/fuzz/build.sh && tests/fuzz/run.sh $(or $(FUZZ_SECONDS),30)
bench: all deps-bench; @for b in tests/bench/*.sh; do BIN=$(BIN) $$b || exit; done
soak: all; @BUILD=$(BUILD) BIN=$(BIN) tests/soak
quality: all $(BUILD)/tests/scorer; @BUILD=$(BUILD) BIN=$(BIN) tests/quality

BINDIR := $(DESTDIR)$(PREFIX)/bin
MANDIR := $(DESTDIR)$(PREFIX)/share/man/man1
install: all
	install -d $(BINDIR) $(MANDIR)
	install -m 755 $(COMMANDS) $(BINDIR)
	$(foreach p,$(PAGES),install -m 644 $p $(MANDIR)/ccg-$(notdir $p) &&) :
uninstall:; rm -f $(INSTALLED)
clean:; rm -rf $(BUILD) $(FILTERS:%=$(BIN)/ccg-%)

# Which documents must be read again: a digest of all that reads them.
RULE_FILES := $(sort $(shell find lib $(addprefix filters/,read payments \
  extract normalise) -type f ! -name '*.1' ! -name '*.bash'))
$(BUILD)/lib/release.o: CPPFLAGS += -DRULES='"$(shell cat \
  $(RULE_FILES) | sha256sum | cut -c 1-16)"'
$(BUILD)/lib/release.o: $(RULE_FILES)

$(BUILD)/libccg.a: $(LIB_OBJ); @rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/packages: Makefile
	@mkdir -p $(@D) && .ci/deps -n $(PACKAGES) && touch $@

$(BUILD)/%.o: %.c | $(BUILD)/packages
	$(info $()  cc $<)$(if $(wildcard $(@D)),,@mkdir -p $(@D))
	$(Q)$(CC) $(CPPFLAGS) -I$(<D) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# .incbin knows no dependencies: tables are those of all.
$(BUILD)/%.o: %.S $(TABLES)
	$(info $()  cc $<)$(if $(wildcard $(@D)),,@mkdir -p $(@D))
	$(Q)$(CC) $(CPPFLAGS) -c -o $@ $<

define link
$(if $(wildcard $(@D)),,@mkdir -p $(@D))
@echo "  ld $@"
$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(1) $(LDLIBS)
endef

# A command is every .c and .S of its folder, and the library; a test of it,
# tests/FILTER/test_*.c, all of that but its main.
define command
OBJ_$(1) := $$(patsubst %,$(BUILD)/%.o,$$(basename \
  $$(wildcard filters/$(1)/*.c filters/$(1)/*.S)))
$(BIN)/ccg-$(1): $$(OBJ_$(1)) $(BUILD)/libccg.a
	$$(call link,$$(LIBS_$(1)))
$(BUILD)/tests/$(1)/test_%: $(BUILD)/tests/$(1)/test_%.o \
  $$(filter-out %/$(1)/$(1).o,$$(OBJ_$(1))) $(BUILD)/libccg.a
	$$(call link,-lcmocka $$(LIBS_$(1)))
endef
$(foreach f,$(FILTERS),$(eval $(call command,$f)))

$(BUILD)/tests/lib/test_%: $(BUILD)/tests/lib/test_%.o $(BUILD)/libccg.a
	$(call link,-lcmocka -lseccomp)
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libccg.a
	$(call link)
$(BUILD)/tests/%.so: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 $(WARN) -fPIC -O2 -shared -o $@ $< -ldl

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
