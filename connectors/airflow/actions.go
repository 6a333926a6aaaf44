package airflow

import "sayso/connectors"

type triggerIn struct {
	DAG  string          `json:"dag" jsonschema:"Id of the DAG" de:"ID des DAG"`
	Conf map[string]any  `json:"conf,omitempty" jsonschema:"Configuration of the run" de:"Konfiguration des Laufs"`
	Note connectors.Text `json:"note,omitempty" jsonschema:"Note on the run" de:"Notiz zum Lauf" trust:"text"`
}

type triggerOut struct {
	RunID string `json:"run_id" jsonschema:"Id of the run" de:"ID des Laufs"`
	State string `json:"state" jsonschema:"State of the run" de:"Zustand des Laufs"`
}

func triggerDAG() *connectors.Operation {
	return connectors.Define(connectors.Action[triggerIn, triggerOut]{
		Name:   "trigger_dag",
		Doc:    connectors.Doc{En: "Trigger a DAG", De: "Einen DAG starten"},
		Asks:   triggerAsks(),
		Says:   connectors.Sentence{En: "Trigger DAG {dag}[ with {conf}][, noting “{note}”]", De: "DAG {dag}[ mit {conf}] starten[, mit der Notiz „{note}“]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "mark_failed",
		Undone: connectors.Sentence{En: "run {run_id} of {dag} marked as failed (tasks may have run by then)", De: "Lauf {run_id} von {dag} als gescheitert markiert (Aufgaben können schon gelaufen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the DAG was triggered.", De: "Ich weiß nicht, ob der DAG gestartet wurde."},
	})
}

type waitIn struct {
	DAG     string              `json:"dag" jsonschema:"Id of the DAG" de:"ID des DAG"`
	RunID   string              `json:"run_id" jsonschema:"Id of the run" de:"ID des Laufs"`
	Timeout connectors.Duration `json:"timeout,omitempty" jsonschema:"Give up after so long" de:"Nach dieser Zeit aufgeben"`
}

type waitOut struct {
	State string `json:"state" jsonschema:"How the run ended: success or failed" de:"Wie der Lauf endete: success oder failed"`
}

func waitDAG() *connectors.Operation {
	return connectors.Define(connectors.Action[waitIn, waitOut]{
		Name:   "wait_dag",
		Doc:    connectors.Doc{En: "Wait until a run of a DAG has ended", De: "Warten, bis ein Lauf eines DAG zu Ende ist"},
		Asks:   waitAsks(),
		Says:   connectors.Sentence{En: "Wait until run {run_id} of DAG {dag} has ended[, at most {timeout}]", De: "Warten, bis Lauf {run_id} des DAG {dag} zu Ende ist[, höchstens {timeout}]"},
		Effect: connectors.Read, Long: true,
	})
}
