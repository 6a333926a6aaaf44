// Package kubernetes declares a Kubernetes cluster: deployments that are restarted, scaled, given another image and waited for.
//
// Each change sets a value of a deployment to what the plan says, so that a second attempt changes nothing; what stood there before
// is kept for the undo. A restart leaves nothing to be taken back.
//
// The cluster can't be reached yet; see [connectors.Connector].
package kubernetes

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "kubernetes", Title: "Kubernetes", Aliases: []string{"K8s", "Kube", "kubectl", "Kubernetes-Cluster", "K8s-Cluster"}, Kind: []string{"deployment"},
		Doc: connectors.Doc{
			En: "Deployments of a Kubernetes cluster: restart, scale, set an image, wait for the rollout",
			De: "Deployments eines Kubernetes-Clusters: neu starten, skalieren, Image setzen, Rollout abwarten",
		},
		Declared: true,
		Actions:  []*connectors.Operation{restartDeployment(), setImage(), scaleDeployment(), waitRollout()},
	}
}
