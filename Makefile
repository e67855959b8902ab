# What is checked, and how. `make test` is the one to run before a change; .ci/run calls all of it.
SHELL       := /bin/bash
LINT        := v2.15.0
CACHE       := $(CURDIR)/.cache
FUZZTIME    ?= 30s

.PHONY: help test deps lint race corpus bench fuzz

help: ## these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

test: deps ## vet, unit, contract and end-to-end tests, with a real Dovecot and PostgreSQL on loopback
	go vet ./...
	go test -timeout 15m ./...

deps: # what the tests need from Debian
	@.ci/deps

lint: $(CACHE)/golangci-lint-$(LINT) ## golangci-lint
	$< run ./...

$(CACHE)/golangci-lint-$(LINT):
	@mkdir -p $(CACHE)
	GOBIN=$(CACHE)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT)
	@mv $(CACHE)/bin/golangci-lint $@

race: deps ## the tests under the race detector
	go test -race -timeout 25m ./...

corpus: ## judge a collection of real mail: make corpus CORPUS=DIR
	@.ci/corpus "$(CORPUS)"

bench: deps ## load and faults against a real Dovecot: make bench BENCH=DIR
	@.ci/bench "$(BENCH)"

fuzz: ## every fuzz target for FUZZTIME
	@.ci/fuzz "$(FUZZTIME)"
