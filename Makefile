# The common moves. Everything here is a short name for a command that works without make.

.PHONY: test lint race golden fuzz bench crash run up ci

test: ## everything that runs offline with Go alone
	go test ./...

lint: ## house rules, style, determinism of workflow code
	golangci-lint run ./...
	workflowcheck -config .ci/workflowcheck.yml ./workflows

race: ## the engine and all it calls, under the race detector
	go test -race ./connectors/... ./activities/... ./workflows/... ./api/...

golden: ## write the golden files anew; read the diff before you commit it
	go test ./connectors/... ./workflows/plan/... ./workflows/compile/... -update

fuzz: ## each fuzz target for ten seconds
	.ci/fuzz 10s

bench: ## the interpreter against a hand-written workflow, in one run
	go test -run '^$$' -bench . -benchtime 1x ./cmd/sayso

crash: ## kill engines at every point, and break what lies under them, for a quarter of an hour at most
	go test -tags crash -run 'Crashes|Zombies|Breakdowns|PutBack' -timeout 1h ./workflows/crashlab -runs 2000

run: ## the main job, on simulated apps
	go run ./cmd/sayso run --sandbox --yes "Create an invoice for ACME Corp over 1,200 EUR for the October workshop, update the CRM and email a confirmation to billing@acme.example"

up: ## the engine with Temporal UI
	go run ./cmd/sayso up

ci: ## what every commit must pass
	.ci/run
