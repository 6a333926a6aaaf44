package github

import "sayso/connectors"

func dispatchAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"run", "start", "trigger", "dispatch", "kick off", "launch", "fire", "execute", "rerun", "fire off", "re-run", "set off"},
			Objects: []string{"workflow", "GitHub workflow", "GitHub Action", "GitHub Actions workflow", "action", "CI", "pipeline", "build", "CI job", "CI pipeline", "job", "CI run"},
			Patterns: []string{
				"run {workflow} in {repo}", "run the workflow {workflow} in {repo}", "run the {workflow} workflow in {repo}", "trigger {workflow} in {repo}", "start the workflow {workflow} of {repo}", "kick off {workflow} in {repo} on {ref}",
				"dispatch {workflow} on {repo}", "trigger the {workflow} workflow on {ref}", "kick off the {workflow} workflow",
			},
			Cues: map[string][]string{
				"repo":     {"repo", "repository", "in", "of", "in repo", "in the repo", "in the repository", "on", "for"},
				"workflow": {"workflow", "the workflow", "action", "job", "pipeline"},
				"ref":      {"branch", "on branch", "on the branch", "tag", "ref", "on tag", "for branch", "on the tag"},
				"inputs":   {"with the inputs", "inputs", "with"},
			},
			Examples: []string{"Run the workflow release.yml in orchid/shop on branch main", "Trigger nightly.yml in the repo orchid/data", "Kick off the GitHub workflow deploy.yml of orchid/shop"},
		},
		De: connectors.Asks{
			Verbs:   []string{"starten", "aus|lösen", "aus|führen", "an|stoßen", "laufen lassen", "triggern", "an|werfen", "ab|feuern", "an|schmeißen", "los|treten", "wieder|holen", "durch|laufen lassen"},
			Objects: []string{"Workflow", "GitHub-Workflow", "GitHub Action", "GitHub-Action", "Action", "CI", "Pipeline", "Build", "CI-Job", "CI-Pipeline", "Job", "CI-Lauf"},
			Patterns: []string{
				"starte {workflow} in {repo}", "starte den Workflow {workflow} in {repo}", "stoße {workflow} in {repo} an", "stoß den Workflow {workflow} in {repo} an", "löse den Workflow {workflow} von {repo} aus", "führe {workflow} in {repo} aus",
				"lass {workflow} in {repo} laufen", "trigger den Workflow {workflow} auf {ref}",
			},
			Cues: map[string][]string{
				"repo":     {"Repo", "Repository", "in", "von", "im Repo", "im Repository", "aus", "für"},
				"workflow": {"Workflow", "den Workflow", "Action", "Job", "Pipeline"},
				"ref":      {"Branch", "auf Branch", "auf dem Branch", "Tag", "auf Tag", "für Branch", "auf"},
				"inputs":   {"mit den Eingaben", "Eingaben", "mit"},
			},
			Examples: []string{"Starte den Workflow release.yml in orchid/shop auf dem Branch main", "Stoß nightly.yml im Repo orchid/data an", "Löse den GitHub-Workflow deploy.yml von orchid/shop aus"},
		},
	}
}

func waitAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"wait", "watch", "await", "wait for", "wait until", "monitor", "follow"},
			Objects: []string{"run", "workflow run", "build", "workflow", "CI", "job", "action", "CI run", "pipeline"},
			Patterns: []string{
				"wait for the run", "wait for the run to finish", "wait until the workflow has finished", "wait until the workflow is done", "wait for the build", "wait for the build to finish", "wait until the build is green", "wait for the workflow", "wait for CI",
				"wait until the run is done", "wait for run {run_id} of {repo}", "wait for it to finish",
			},
			Cues: map[string][]string{
				"repo":    {"repo", "repository", "in", "of"},
				"run_id":  {"run", "run id", "run number"},
				"timeout": {"at most", "up to", "for at most", "timeout", "no longer than", "max", "for up to", "with a timeout of"},
			},
			Examples: []string{"Wait for run 812345 of orchid/shop, at most 20 minutes", "Wait until the workflow run 812345 in orchid/shop has finished"},
		},
		De: connectors.Asks{
			Verbs:   []string{"warten", "ab|warten", "überwachen", "beobachten", "verfolgen"},
			Objects: []string{"Lauf", "Workflow-Lauf", "Build", "Workflow", "CI", "Job", "Action", "CI-Lauf", "Pipeline"},
			Patterns: []string{
				"warte auf den Lauf", "warte, bis der Lauf fertig ist", "warte bis der Workflow fertig ist", "warte, bis der Workflow durch ist", "warte auf den Build", "warte auf den Workflow", "warte den Lauf ab", "warte den Build ab", "warte auf Lauf {run_id} von {repo}",
				"warte, bis der Build grün ist",
			},
			Cues: map[string][]string{
				"repo":    {"Repo", "Repository", "in", "von"},
				"run_id":  {"Lauf", "Laufnummer", "Run"},
				"timeout": {"höchstens", "maximal", "bis zu", "längstens", "mit einem Timeout von", "Timeout"},
			},
			Examples: []string{"Warte auf Lauf 812345 von orchid/shop, höchstens 20 Minuten", "Warte, bis der Workflow-Lauf 812345 in orchid/shop fertig ist"},
		},
	}
}

func workflowFailedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"fail", "break", "crash", "go red", "turn red", "error"},
			Objects: []string{"workflow", "build", "CI", "pipeline", "GitHub Action", "action", "CI run", "GitHub workflow", "CI build", "job", "CI job"},
			Patterns: []string{
				"a workflow fails", "the workflow {workflow} fails", "a workflow in {repo} fails", "the build of {repo} breaks", "the build fails", "CI fails in {repo}", "CI goes red", "{workflow} fails in {repo}", "the {workflow} workflow fails", "a build is broken",
			},
			Cues: map[string][]string{
				"repo":     {"repo", "repository", "in", "of", "on", "in the repo", "in repo"},
				"workflow": {"workflow", "the workflow", "action", "job"},
			},
			Examples: []string{"When the workflow release.yml fails in orchid/shop", "If a build in orchid/data breaks"},
		},
		De: connectors.Asks{
			Verbs:   []string{"fehl|schlagen", "scheitern", "ab|brechen", "kaputt|gehen", "rot werden", "brechen", "crashen", "failen"},
			Objects: []string{"Workflow", "Build", "CI", "Pipeline", "GitHub Action", "Action", "CI-Lauf", "GitHub-Workflow", "Job"},
			Patterns: []string{
				"ein Workflow fehlschlägt", "der Workflow {workflow} fehlschlägt", "ein Workflow in {repo} scheitert", "der Build von {repo} bricht", "der Build fehlschlägt", "die CI in {repo} rot wird", "{workflow} in {repo} fehlschlägt", "der Build kaputt ist",
			},
			Cues: map[string][]string{
				"repo":     {"Repo", "Repository", "in", "von", "im Repo", "im Repository"},
				"workflow": {"Workflow", "der Workflow", "Action", "Job"},
			},
			Examples: []string{"Wenn der Workflow release.yml in orchid/shop fehlschlägt", "Falls ein Build in orchid/data scheitert"},
		},
	}
}

func mergedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"merge", "land", "get merged", "go in", "integrate"},
			Objects: []string{"pull request", "PR", "merge", "GitHub pull request", "merge request"},
			Patterns: []string{
				"a pull request is merged", "a PR is merged into {branch}", "a pull request in {repo} is merged", "a PR gets merged in {repo}", "a pull request in {repo} is merged into {branch}", "somebody merges a PR in {repo}", "something is merged to {branch}",
				"a PR lands on {branch}", "after every merge to {branch}",
			},
			Cues: map[string][]string{
				"repo":   {"repo", "repository", "in", "of", "in repo", "in the repo"},
				"branch": {"branch", "into", "to", "on", "into branch", "into the branch", "onto"},
			},
			Examples: []string{"When a pull request in orchid/shop is merged into main", "Whenever a PR gets merged in the repo orchid/data"},
		},
		De: connectors.Asks{
			Verbs:   []string{"mergen", "zusammen|führen", "landen", "ein|fließen", "übernehmen"},
			Objects: []string{"Pull Request", "Pull-Request", "PR", "Merge", "GitHub-Pull-Request", "Merge Request"},
			Patterns: []string{
				"ein Pull Request gemergt wird", "ein PR in {branch} gemergt wird", "ein Pull Request in {repo} gemergt wird", "ein PR in {repo} gemerged wird", "ein Pull Request in {repo} nach {branch} gemergt wird", "jemand einen PR in {repo} mergt", "ein PR auf {branch} landet",
				"nach jedem Merge in {branch}",
			},
			Cues: map[string][]string{
				"repo":   {"Repo", "Repository", "in", "von", "im Repo", "im Repository"},
				"branch": {"Branch", "nach", "in den Branch", "in Branch", "auf", "auf den Branch"},
			},
			Examples: []string{"Wenn in orchid/shop ein Pull Request in den Branch main gemergt wird", "Sobald im Repo orchid/data ein PR gemergt wird"},
		},
	}
}
