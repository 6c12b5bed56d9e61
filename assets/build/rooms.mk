# What is built from what. libshop.a is the shop without a terminal, libface.a its face without curses
# (so that tests draw every screen without a terminal); each third-party library is linked only where used.

PKG       = $(shell pkg-config $(1) 2>/dev/null)
SHOP_LIBS := libcjson sqlite3 libconfuse
FACE_LIBS := libqrencode libpng

room      = $(sort $(wildcard $(addsuffix /*.c,$(1))))
object    = $(patsubst %.c,$(O)/obj/%.o,$(1))
SHOP_SRC := $(call room,src/base src/model src/conf src/net src/store src/supplier src/desk)
# Of ui/app only the loop and main know the terminal; the rest runs in tests and scripts.
TERM_SRC := $(call room,ui/term) $(wildcard ui/app/loop.c ui/app/main.c)
FACE_SRC := $(filter-out $(TERM_SRC),$(call room,ui/command ui/input ui/paint ui/screen ui/app))
PRACTICE_SRC := $(call room,src/practice)
# The practice supplier may use these rooms of the shop only.
PRACTICE_SHOP := $(call room,src/base src/model) $(sort $(wildcard src/net/json*.c src/store/sql*.c))

LINK_SHOP = $(call PKG,--libs $(SHOP_LIBS)) -lunistring -lz -ldl
LINK_FACE = $(call PKG,--libs $(FACE_LIBS))
CFLAGS_PKG := $(call PKG,--cflags ncursesw libcurl $(SHOP_LIBS) $(FACE_LIBS) libmicrohttpd)

ifeq ($(VARIANT),release)
BIN := build
else
BIN := $(O)
endif

# ---- made from other files before anything is compiled
GENERATED += $(GEN)/shopkeeper_pinyin.h
$(GEN)/shopkeeper_pinyin.h: assets/build/pinyin.awk
	@mkdir -p $(@D)
	bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 | LC_ALL=C awk -f $< > $@.new && mv $@.new $@
GENERATED += $(GEN)/shopkeeper_conf.h
# One text for each line: a C compiler need not take texts of more than 4095 bytes.
# Ranges of East Asian width class A (ambiguous), which libunistring does not tell.
GENERATED += $(GEN)/text_ambiguous.def
$(GEN)/text_ambiguous.def: /usr/share/unicode/EastAsianWidth.txt
	@mkdir -p $(@D)
	@sed -nE 's/^([0-9A-F]+);A .*/{ 0x\1, 0x\1 },/p; s/^([0-9A-F]+)\.\.([0-9A-F]+);A .*/{ 0x\1, 0x\2 },/p' $< > $@

$(GEN)/shopkeeper_conf.h: shopkeeper.conf
	@mkdir -p $(@D)
	@{ echo 'static const char *const default_lines[] = {'; \
	sed -e 's/[\\"]/\\&/g' -e 's/^/\t"/' -e 's/$$/\\n",/' $<; echo '};'; } >$@

# For --version: what pkg-config says of each library.
GENERATED += $(GEN)/shopkeeper_versions.h
$(GEN)/shopkeeper_versions.h: assets/build/rooms.mk
	@mkdir -p $(@D)
	@{ echo 'static const char *const built_with[][2] = {'; \
	for name in ncursesw libcurl $(SHOP_LIBS) $(FACE_LIBS); do \
		echo "	{ \"$$name\", \"$$(pkg-config --modversion $$name)\" },"; done; echo '};'; } >$@

.PHONY: programs
# A program is built as soon as its main file is there.
programs: $(O)/libshop.a $(O)/libface.a $(if $(wildcard ui/app/main.c),$(BIN)/shopkeeper) \
	$(if $(PRACTICE_SRC),$(BIN)/shopkeeper-practice)

$(O)/libshop.a: $(call object,$(SHOP_SRC))
$(O)/libface.a: $(call object,$(FACE_SRC))
%.a:
	@rm -f $@ && ar rcs $@ $^

$(BIN)/shopkeeper: $(call object,$(TERM_SRC)) $(O)/libface.a $(O)/libshop.a
	@echo "link $@"
	@$(CC) $(BUILD_LDFLAGS) -o $@ $^ $(LINK_FACE) $(LINK_SHOP) $(call PKG,--libs ncursesw)
$(BIN)/shopkeeper-practice: $(call object,$(PRACTICE_SRC) $(PRACTICE_SHOP))
	@echo "link $@"
	@$(CC) $(BUILD_LDFLAGS) -o $@ $^ $(call PKG,--libs libmicrohttpd libcjson sqlite3 libcrypto) -lunistring -lz

$(O)/obj/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS_PKG) $(BUILD_CFLAGS) -MMD -MP -c -o $@ $<
-include $(shell find $(O)/obj -name '*.d' 2>/dev/null)

# The practice supplier without its main, for its own tests.
$(O)/libpractice.a: $(call object,$(filter-out src/practice/main.c,$(PRACTICE_SRC)))

# ---- tests: one program per tests/unit/<room>/x_test.c, linked without curses
UNIT_SRC := $(sort $(wildcard tests/unit/*/*_test.c))
UNIT_BIN := $(patsubst tests/unit/%.c,build/tests/unit/%,$(UNIT_SRC))
# The program itself is started by one of them.
build/tests/unit/practice/program_test: $(BIN)/shopkeeper-practice
build/tests/unit/practice/program_test: CPPFLAGS += -DPRACTICE_PROGRAM='"$(BIN)/shopkeeper-practice"'
build/tests/unit/practice/%: tests/unit/practice/%.c $(O)/libpractice.a $(O)/libshop.a
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -MMD -MP -o $@ $< $(filter %.a,$^) \
		$(LINK_SHOP) $(call PKG,--libs cmocka libmicrohttpd libcrypto) -lz
build/tests/unit/%: tests/unit/%.c $(O)/libface.a $(O)/libshop.a
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -MMD -MP -o $@ $< $(filter %.o,$^) \
		$(O)/libface.a $(O)/libshop.a $(LINK_FACE) $(LINK_SHOP) $(call PKG,--libs cmocka $(TEST_PKG))
# QR codes are read back by zbar.
QR_TESTS := $(addprefix build/tests/unit/paint/,qr_test qr_scan_test qr_file_test)
$(QR_TESTS): $(O)/obj/tests/tool/raster.o
$(QR_TESTS): TEST_PKG := zbar
# The desk is tested against the practice supplier.
$(filter build/tests/unit/desk/%,$(UNIT_BIN)): | $(BIN)/shopkeeper-practice
# Random histories and the books kept a second time.
HISTORY_TESTS := $(addprefix build/tests/unit/,model/history_test model/split_test desk/ledger_test)
$(HISTORY_TESTS): $(addprefix $(O)/obj/tests/tool/,history.o slow_book.o)
# Stories of money, one in each file of tests/money.
build/tests/unit/desk/cases_test: $(addprefix $(O)/obj/tests/tool/,case.o sums.o)
# The practice supplier within a test: one object, whose names but these few stay its own.
INSIDE_SRC := $(filter-out src/practice/main.c src/practice/server.c src/practice/spoil.c,$(PRACTICE_SRC)) \
	$(PRACTICE_SHOP) tests/tool/inside.c
$(O)/inside.o: $(call object,$(INSIDE_SRC))
	@echo "join $@"
	@ld -r -o $@.all $^ && objcopy --wildcard --keep-global-symbol='inside_*' $@.all $@ && rm $@.all
YEAR_TESTS := build/tests/whole/year_steps_test build/tests/whole/year_test
$(YEAR_TESTS): $(O)/inside.o
$(YEAR_TESTS): TEST_PKG := libcrypto
# Answers of suppliers, printed as records; build/tests/read_answer prints one.
build/tests/unit/supplier/answers_test build/tests/read_answer: $(O)/obj/tests/tool/records.o $(O)/obj/tests/tool/sixth.o
build/tests/read_answer: tests/answers/read_answer.c $(O)/obj/tests/tool/bytes.o $(O)/libshop.a
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -o $@ $< $(filter %.o,$^) \
		$(O)/libshop.a $(LINK_SHOP)
# Signatures of others, checked with the suppliers' own code; build/tests/sign_vectors checks one file.
build/tests/unit/supplier/vectors_test build/tests/sign_vectors: $(O)/obj/tests/tool/vectors.o
build/tests/sign_vectors: tests/answers/sign_vectors.c $(O)/obj/tests/tool/bytes.o $(O)/libshop.a
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -o $@ $< $(filter %.o,$^) \
		$(O)/libshop.a $(LINK_SHOP)
-include $(shell find build/tests -name '*.d' 2>/dev/null)

# ---- whole: the programs themselves, each in a terminal of its own (tests/whole/screen.h)
WHOLE_SRC := $(sort $(wildcard tests/whole/*_test.c))
WHOLE_BIN := $(patsubst tests/whole/%.c,build/tests/whole/%,$(WHOLE_SRC))
WHOLE_OBJ := $(call object,$(filter-out $(WHOLE_SRC),$(call room,tests/whole)) tests/tool/raster.c)
$(O)/obj/tests/%.o: CPPFLAGS += -Itests
.SECONDARY: $(WHOLE_OBJ)
build/tests/whole/%: tests/whole/%.c $(WHOLE_OBJ) $(O)/libface.a $(O)/libshop.a
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -MMD -MP -o $@ $< $(filter %.o,$^) \
		$(O)/libface.a $(O)/libshop.a $(LINK_FACE) $(LINK_SHOP) $(call PKG,--libs cmocka vterm zbar $(TEST_PKG))

.PHONY: unit house whole screens check
# The two tools are for trying more cases by hand.
unit: $(UNIT_BIN) build/tests/read_answer build/tests/sign_vectors
	@sh tests/tool/run.sh $(UNIT_BIN)
whole: programs $(WHOLE_BIN)
	@LSAN_OPTIONS=suppressions=$(abspath tests/tool/leaks.txt):print_suppressions=0 \
		SHOPKEEPER_BIN=$(abspath $(BIN)/shopkeeper) SHOPKEEPER_PRACTICE=$(abspath $(BIN)/shopkeeper-practice) \
		sh tests/tool/run.sh $(WHOLE_BIN)
# The rules of the house are read from the sources; the reader itself is tested with planted faults.
house:
	@sh tests/tool/house.sh
	@sh tests/tool/house_test.sh
# The screens as text, in two languages; UPDATE=1 writes them anew.
screens: programs words
	@sh tests/screens/run.sh $(BIN)
check: programs house unit whole screens

# ---- fuzzing: one libFuzzer program per tests/fuzz/x_fuzz.c; seeds, if any, in tests/fuzz/x/
# or the answers of tests/answers/x/
FUZZ_SECONDS ?= 60
FUZZ_BIN := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
build/fuzz/%: tests/fuzz/%.c $(O)/libface.a $(O)/libshop.a $(O)/obj/tests/tool/raster.o
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CPPFLAGS) -Itests $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $< \
		$(O)/obj/tests/tool/raster.o $(O)/libface.a $(O)/libshop.a $(LINK_FACE) $(LINK_SHOP) $(call PKG,--libs zbar)

.PHONY: fuzz fuzz-run
fuzz:
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang fuzz-run
fuzz-run: $(FUZZ_BIN)
	@for program in $(FUZZ_BIN); do \
		name=$$(basename $$program _fuzz); mkdir -p build/fuzz/corpus/$$name; seeds=tests/fuzz/$$name; \
		[ -d $$seeds ] || { seeds=build/fuzz/seeds/$$name; sh tests/fuzz/seeds.sh $$name $$seeds; }; \
		echo "fuzzing $$name for $(FUZZ_SECONDS) s"; \
		$$program -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -len_control=0 -artifact_prefix=build/fuzz/$$name- -verbosity=0 \
			-print_final_stats=1 build/fuzz/corpus/$$name $$seeds || exit 1; \
	done
