# make bench: what the program costs beside its peers and limits, always built as it runs (release).
BENCH_BIN := $(addprefix build/bench/,pty_bench floor_raw floor_curses cost slow_link fill store_bench)
build/bench/pty_bench: tests/bench/pty.c
build/bench/fill build/bench/store_bench: tests/bench/made.c
build/bench/%: tests/bench/%.c $(O)/libshop.a
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS_PKG) $(BUILD_CFLAGS) $(BUILD_LDFLAGS) -MMD -MP -o $@ $(filter %.c,$^) \
		$(if $(filter fill store_bench,$*),$(O)/libshop.a $(LINK_SHOP)) \
		$(if $(filter floor_curses,$*),$(call PKG,--libs ncursesw)) $(if $(filter pty_bench,$*),-lutil)

.PHONY: bench bench-run
# BENCH names the parts: screen search sync qr orders store (nothing: all of them).
bench: packages
	@sh assets/build/packages.sh bench || echo 'The bench goes on without what is missing.'
	@$(MAKE) --no-print-directory VARIANT=release bench-run
bench-run: programs words $(BENCH_BIN)
	@sh tests/bench/bench.sh $(BENCH)
