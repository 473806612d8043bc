# ccg-pipeline: make run, make check; see README.md.
CC ?= gcc
PREFIX ?= /usr/local
BUILD ?= .build
BIN ?= bin
VERSION := 0.1.0

# WARN is strict on purpose: a warning is an error.
WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wvla -Wformat=2 -Werror
HARDEN := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
CFLAGS ?= -O2 -g
CPPFLAGS += -D_GNU_SOURCE -Ilib -DVERSION='"$(VERSION)"'
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) $(CFLAGS) $(EXTRA)
LDFLAGS += -pie -Wl,-z,relro,-z,now $(EXTRA)
LDLIBS := -lcsv -lpcre2-8 -lz -lpthread

FILTERS := $(notdir $(patsubst %/,%,$(dir $(foreach \
  f,$(wildcard filters/*),$(wildcard $f/$(notdir $f).c)))))
COMMANDS := $(FILTERS:%=$(BIN)/ccg-%)
LIB_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard lib/*.c)) \
  $(patsubst %.S,$(BUILD)/%.o,$(wildcard lib/*/*.S))
TABLES := $(wildcard lib/register/*.csv lib/dataset/*.csv \
  filters/*/rules/*)

LIBS_read := -lgumbo -lnettle -lutf8proc -luchardet
LIBS_load := -lsqlite3 -lpq
LIBS_verify := $(LIBS_read)

.PHONY: all deps run check lint torture fuzz bench install uninstall clean
all: $(COMMANDS)

$(BUILD)/libccg.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -I$(<D) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S $(TABLES)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -c -o $@ $<

# One rule a command: every .c and .S of its folder, and the library.
define command
OBJ_$(1) := $$(patsubst %,$(BUILD)/%.o,$$(basename \
  $$(wildcard filters/$(1)/*.c filters/$(1)/*.S)))
$(BIN)/ccg-$(1): $$(OBJ_$(1)) $(BUILD)/libccg.a
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$(1)) $$(LDLIBS)
endef
$(foreach f,$(FILTERS),$(eval $(call command,$f)))

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
