# Translations. build/locale/<language>/LC_MESSAGES/shopkeeper.mo is found by the programs in build/;
# `make po` brings assets/locale/*.po up to the words in the code.

PO  := $(wildcard assets/locale/*.po)
MO  := $(patsubst assets/locale/%.po,build/locale/%/LC_MESSAGES/shopkeeper.mo,$(PO))
POT := $(GEN)/shopkeeper.pot
WORD_FILES = $(sort $(shell find src ui -name '*.[ch]' -o -name '*.def'))

build/locale/%/LC_MESSAGES/shopkeeper.mo: assets/locale/%.po
	@mkdir -p $(@D)
	@msgfmt --check-format -o $@ $<

# Tables (.def) are C to xgettext; a comment beginning "Words:" reaches the translators.
$(POT): $(WORD_FILES)
	@mkdir -p $(@D)
	@xgettext -L C -k_ -kN_ -kACTION:2 --from-code=UTF-8 --add-comments=Words: --package-name=shopkeeper \
		--package-version=$(VERSION) -o $@ $(WORD_FILES)

.PHONY: words po words-check
words: $(MO)
po: $(POT)
	@for po in $(PO); do msgmerge -q --no-location -N -s --update --backup=none $$po $(POT) && \
		msgattrib --no-obsolete -s -o $$po $$po && sed -i '/^"POT-Creation-Date/d' $$po && echo "$$po: $$(msgfmt --statistics -o /dev/null $$po 2>&1)"; done
# WORDS_LENIENT=yes only counts what is missing, while words are still being found.
WORDS_LENIENT ?=
# Every word of the code has its translation, with the same printf formats.
words-check: $(POT) $(MO)
	@WORDS_LENIENT=$(WORDS_LENIENT) sh tests/tool/words.sh $(POT) $(PO)

# ---- manual pages: their tables come from the same rows as the program
MAN := assets/man/shopkeeper.1 assets/man/shopkeeper.conf.5
build/manual: assets/build/manual.c $(O)/libface.a $(O)/libshop.a
	@$(CC) $(CPPFLAGS) $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -MMD -MP -o $@ $< $(O)/libface.a $(O)/libshop.a \
		$(LINK_FACE) $(LINK_SHOP)
-include build/manual.d

.PHONY: manual manual-check
manual: build/manual
	@for page in $(MAN); do build/manual $$page >build/page && cp build/page $$page; done
manual-check: build/manual
	@for page in $(MAN); do build/manual $$page | cmp -s - $$page || \
		{ echo "$$page is behind the code: make manual"; exit 1; }; done
	@if command -v mandoc >/dev/null; then mandoc -Tlint -W warning $(MAN); fi

# ---- the tour in README.md shows golden screens
.PHONY: tour tour-check
TOUR := README.md README.zh_CN.md
tour:
	@for page in $(TOUR); do awk -f assets/build/tour.awk $$page >build/page && cp build/page $$page; done
tour-check:
	@for page in $(TOUR); do awk -f assets/build/tour.awk $$page | cmp -s - $$page || \
		{ echo "$$page shows screens of yesterday: make tour"; exit 1; }; done
check: manual-check words-check tour-check
