// Package airflow declares Apache Airflow: DAGs that are triggered and whose runs are waited for.
//
// Sayso names the run itself, by the effect's key, so that a second attempt meets the first. To take a run back is to mark it as
// failed, which stops what has not begun yet.
//
// Airflow can't be reached yet; see [connectors.Connector].
package airflow

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "airflow", Title: "Airflow", Aliases: []string{"Apache Airflow", "Airflow-DAG"}, Kind: []string{"pipeline"},
		Doc: connectors.Doc{
			En: "DAGs of Apache Airflow: trigger, and wait for a run",
			De: "DAGs in Apache Airflow: starten und einen Lauf abwarten",
		},
		Declared: true,
		Actions:  []*connectors.Operation{triggerDAG(), waitDAG()},
	}
}
