# The API document, the practice supplier and the client against each other. Node.js and
# npm are needed for the validating proxy; it is installed into build/.
NPM_TOOLS := @stoplight/prism-cli@5.14.2 @redocly/cli@1.34.5
build/npm/installed: assets/build/contract.mk
	@mkdir -p $(@D)
	@npm install --prefix build/npm --no-audit --no-fund --loglevel=error $(NPM_TOOLS) >build/npm/log 2>&1 || \
		{ tail -n 20 build/npm/log; exit 1; }
	@touch $@
.PHONY: contract
contract: programs build/npm/installed
	@PRACTICE=$(BIN)/shopkeeper-practice SHOPKEEPER=$(BIN)/shopkeeper sh tests/contract/contract.sh
