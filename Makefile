# Shortcuts; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help build verify format system run demo clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-10s %s\n", $$1, $$2}'

build: ## Build without tests and gates
	./mvnw -q -Dquick -DskipTests package

verify: ## Gates, tests and the end-to-end run on the embedded servers
	./mvnw verify

format: ## Mend the formatting
	./mvnw -q spotless:apply

system: ## Tests on a real RabbitMQ and MongoDB, with pyclowder and Chromium
	system-tests/run

run: ## Start the suite on this machine
	./tallyboard

demo: ## Start it with three extractors at work, so that no page is empty
	./tallyboard --demo

clean: ## Remove what was built
	./mvnw -q clean
