# What lands on the owner's machine, and the small targets of every day.

# Installs what is missing, or says how. Each set holds the one before: run, test, ci.
PACKAGES ?= run
.PHONY: packages
packages:
	@sh assets/build/packages.sh $(PACKAGES)

DEST   = $(DESTDIR)$(PREFIX)
SHARE  = $(DEST)/share
BINARY = build/shopkeeper build/shopkeeper-practice
INSTALLED = $(DEST)/bin/shopkeeper $(DEST)/bin/shopkeeper-practice \
	$(SHARE)/man/man1/shopkeeper.1 $(SHARE)/man/man5/shopkeeper.conf.5 \
	$(SHARE)/bash-completion/completions/shopkeeper $(SHARE)/zsh/site-functions/_shopkeeper \
	$(SHARE)/fish/vendor_completions.d/shopkeeper.fish \
	$(SHARE)/doc/shopkeeper/shopkeeper.conf $(patsubst build/%,$(SHARE)/%,$(MO))

.PHONY: install uninstall clean help
install: all
	install -d $(sort $(dir $(INSTALLED)))
	install -m 755 $(BINARY) $(DEST)/bin/
	install -m 644 assets/man/shopkeeper.1 $(SHARE)/man/man1/
	install -m 644 assets/man/shopkeeper.conf.5 $(SHARE)/man/man5/
	build/shopkeeper completion bash >$(SHARE)/bash-completion/completions/shopkeeper
	build/shopkeeper completion zsh >$(SHARE)/zsh/site-functions/_shopkeeper
	build/shopkeeper completion fish >$(SHARE)/fish/vendor_completions.d/shopkeeper.fish
	install -m 644 shopkeeper.conf $(SHARE)/doc/shopkeeper/
	@for mo in $(MO); do install -m 644 $$mo $(SHARE)/$${mo#build/} || exit 1; done
uninstall:
	rm -f $(INSTALLED)
	-rmdir $(SHARE)/doc/shopkeeper

clean:
	rm -rf build

help:
	@echo 'make               install missing packages, build build/shopkeeper'
	@echo 'make run           build, and try it with the practice supplier: no account needed'
	@echo 'make test          every test, with AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'make install       to PREFIX=$(PREFIX); DESTDIR= for packagers; make uninstall takes it away'
	@echo 'make fuzz          each fuzzer for FUZZ_SECONDS=60'
	@echo 'make bench         times and memory beside the goals, in build/bench.txt'
	@echo 'make contract      the suppliers'"'"' API document against client and practice supplier'
	@echo 'make po            bring assets/locale/*.po up to the words in the code'
	@echo 'make manual        bring the tables in the man pages up to the code'
	@echo 'make clean         take build/ away'
