package airflow

import "sayso/connectors"

func triggerAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"trigger", "run", "start", "kick off", "launch", "fire", "execute", "rerun", "fire off", "re-run", "get going", "set off"},
			Objects: []string{"DAG", "Airflow DAG", "pipeline", "data pipeline", "Airflow pipeline", "job", "Airflow job", "ETL", "batch job", "DAG run", "run", "Airflow run", "pipeline run"},
			Patterns: []string{
				"trigger {dag}", "give the DAG {dag} another run", "give {dag} another run", "give {dag} a run", "run the DAG {dag}", "trigger the DAG {dag}", "run the {dag} DAG", "run the {dag} pipeline", "start the pipeline {dag}", "kick off {dag}", "kick off the {dag} pipeline", "trigger the {dag} DAG", "launch {dag} in Airflow", "start the {dag} job",
			},
			Cues: map[string][]string{
				"dag":  {"DAG", "pipeline", "the DAG", "job", "the pipeline", "ETL", "run of"},
				"conf": {"with the configuration", "conf", "with conf", "with"},
				"note": {"note", "with the note", "noting", "saying in the note", "with a note"},
			},
			Examples: []string{"Trigger the DAG warehouse_load", "Run the pipeline churn_scores in Airflow with the note “after the fix”", "Kick off nightly_sync in Airflow"},
		},
		De: connectors.Asks{
			Verbs:   []string{"starten", "aus|lösen", "an|stoßen", "aus|führen", "triggern", "laufen lassen", "an|werfen", "durch|laufen lassen", "an|schmeißen", "los|treten", "fahren", "wieder|holen"},
			Objects: []string{"DAG", "Airflow-DAG", "Pipeline", "Datenpipeline", "Airflow-Pipeline", "Job", "Airflow-Job", "ETL", "Batchjob", "DAG-Lauf", "Lauf", "Pipeline-Lauf", "Airflow-Lauf"},
			Patterns: []string{
				"starte {dag}", "starte den DAG {dag}", "stoß den DAG {dag} an", "stoße {dag} an", "löse den DAG {dag} aus", "führe den DAG {dag} aus", "starte die Pipeline {dag}", "stoß die Pipeline {dag} an", "lass {dag} laufen", "trigger den DAG {dag}", "starte {dag} in Airflow",
			},
			Cues: map[string][]string{
				"dag":  {"DAG", "Pipeline", "den DAG", "Job", "die Pipeline", "ETL", "Lauf von", "Lauf des"},
				"conf": {"mit der Konfiguration", "Konfiguration", "mit"},
				"note": {"Notiz", "mit der Notiz", "mit dem Vermerk"},
			},
			Examples: []string{"Starte den DAG warehouse_load", "Stoß die Pipeline churn_scores in Airflow mit der Notiz „nach dem Fix“ an", "Löse nightly_sync in Airflow aus"},
		},
	}
}

func waitAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"wait", "watch", "await", "wait for", "wait until", "monitor", "follow"},
			Objects: []string{"DAG", "DAG run", "run", "pipeline", "Airflow run", "pipeline run", "job"},
			Patterns: []string{
				"wait for the DAG", "wait until the DAG is done", "wait for the DAG to finish", "wait until the DAG has finished", "wait for the pipeline to finish", "wait until the pipeline is done", "wait until it has finished", "wait for the run",
				"wait until the run is done", "wait for it to finish", "wait for run {run_id} of {dag}", "wait until it succeeds",
			},
			Cues: map[string][]string{
				"dag":     {"DAG", "of the DAG", "of", "pipeline", "the DAG"},
				"run_id":  {"run", "run id", "DAG run"},
				"timeout": {"at most", "up to", "for at most", "timeout", "no longer than", "max", "for up to", "with a timeout of"},
			},
			Examples: []string{"Wait for run manual_42 of the DAG warehouse_load, at most 2 hours", "Wait until run manual_42 of the pipeline churn_scores is done"},
		},
		De: connectors.Asks{
			Verbs:   []string{"warten", "ab|warten", "überwachen", "beobachten", "verfolgen"},
			Objects: []string{"DAG", "DAG-Lauf", "Lauf", "Pipeline", "Airflow-Lauf", "Job", "Pipeline-Lauf"},
			Patterns: []string{
				"warte auf den DAG", "warte, bis der DAG fertig ist", "warte bis der DAG durch ist", "warte, bis die Pipeline fertig ist", "warte auf die Pipeline", "warte bis der Lauf fertig ist", "warte den Lauf ab", "warte, bis er fertig ist", "warte bis sie durchgelaufen ist",
				"warte auf Lauf {run_id} von {dag}",
			},
			Cues: map[string][]string{
				"dag":     {"DAG", "des DAG", "von", "Pipeline", "den DAG"},
				"run_id":  {"Lauf", "Run", "DAG-Lauf"},
				"timeout": {"höchstens", "maximal", "bis zu", "längstens", "mit einem Timeout von", "Timeout"},
			},
			Examples: []string{"Warte auf Lauf manual_42 des DAG warehouse_load, höchstens 2 Stunden", "Warte, bis Lauf manual_42 der Pipeline churn_scores fertig ist"},
		},
	}
}
