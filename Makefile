# shopkeeper. `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
# Everything built lands in build/. Two variants: release (what you run) and san (what the tests run:
# AddressSanitizer and UndefinedBehaviorSanitizer). A new .c file in a room is found by itself.

VARIANT ?= release
PREFIX  ?= /usr/local
VERSION := 0.1.0
O       := build/$(VARIANT)
GEN     := build/gen

WARN     := -Wall -Wextra -Wpedantic -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wformat=2 -Wno-format-nonliteral
HARDEN   := -fstack-protector-strong -fPIE
CPPFLAGS += -D_GNU_SOURCE -DSHOPKEEPER_VERSION='"$(VERSION)"' -Isrc -Iui -I$(GEN)
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2
CFLAGS_san     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS_san    := -fsanitize=address,undefined
LDFLAGS_release := -Wl,-z,relro,-z,now,--as-needed
BUILD_CFLAGS   := -std=c11 $(WARN) $(HARDEN) $(CFLAGS_$(VARIANT)) $(CFLAGS)
BUILD_LDFLAGS  := -pie $(LDFLAGS_$(VARIANT)) $(LDFLAGS)

.DEFAULT_GOAL := all
include assets/build/rooms.mk
include assets/build/words.mk
include assets/build/install.mk
include assets/build/contract.mk
include assets/build/bench.mk

.PHONY: all run test
all: packages
	@$(MAKE) --no-print-directory programs words
run: all
	@build/shopkeeper demo $(ARGS)
test: PACKAGES = test
test: packages
	@$(MAKE) --no-print-directory VARIANT=san check
