package kubernetes

import "sayso/connectors"

type restartIn struct {
	Deployment string `json:"deployment" jsonschema:"Name of the deployment" de:"Name des Deployments"`
	Namespace  string `json:"namespace,omitempty" jsonschema:"Namespace; that of the connection if not given" de:"Namespace; ohne Angabe, was die Verbindung vorgibt"`
}

type restartOut struct {
	Revision string `json:"revision" jsonschema:"Revision that is being rolled out" de:"Revision, die ausgerollt wird"`
}

func restartDeployment() *connectors.Operation {
	return connectors.Define(connectors.Action[restartIn, restartOut]{
		Name:   "restart_deployment",
		Doc:    connectors.Doc{En: "Restart a deployment, pod by pod", De: "Ein Deployment neu starten, Pod für Pod"},
		Asks:   restartAsks(),
		Says:   connectors.Sentence{En: "Restart deployment {deployment}[ in namespace {namespace}]", De: "Deployment {deployment}[ im Namespace {namespace}] neu starten"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "none_needed",
		Doubt: connectors.Doc{En: "I don't know whether the deployment was restarted.", De: "Ich weiß nicht, ob das Deployment neu gestartet wurde."},
	})
}

type setImageIn struct {
	Deployment string `json:"deployment" jsonschema:"Name of the deployment" de:"Name des Deployments"`
	Image      string `json:"image" jsonschema:"Image with its tag or digest" de:"Image mit Tag oder Digest" trust:"yours"`
	Namespace  string `json:"namespace,omitempty" jsonschema:"Namespace; that of the connection if not given" de:"Namespace; ohne Angabe, was die Verbindung vorgibt"`
	Container  string `json:"container,omitempty" jsonschema:"Container; needed where there are several" de:"Container; nötig, wenn es mehrere gibt"`
}

type setImageOut struct {
	Revision string `json:"revision" jsonschema:"Revision that is being rolled out" de:"Revision, die ausgerollt wird"`
	Previous string `json:"previous" jsonschema:"Image that was there before" de:"Image, das vorher da war"`
}

func setImage() *connectors.Operation {
	return connectors.Define(connectors.Action[setImageIn, setImageOut]{
		Name: "set_image",
		Doc:  connectors.Doc{En: "Roll out another image of a deployment", De: "Ein anderes Image eines Deployments ausrollen"},
		Asks: setImageAsks(),
		Says: connectors.Sentence{
			En: "Roll out image {image} on deployment {deployment}[ in namespace {namespace}]",
			De: "Image {image} auf Deployment {deployment}[ im Namespace {namespace}] ausrollen"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "{deployment} back at image {previous}", De: "{deployment} wieder mit Image {previous}"},
		Doubt:  connectors.Doc{En: "I don't know whether the image was set.", De: "Ich weiß nicht, ob das Image gesetzt wurde."},
	})
}

type scaleIn struct {
	Deployment string `json:"deployment" jsonschema:"Name of the deployment" de:"Name des Deployments"`
	Replicas   int    `json:"replicas" jsonschema:"How many pods there are to be" de:"Wie viele Pods es sein sollen"`
	Namespace  string `json:"namespace,omitempty" jsonschema:"Namespace; that of the connection if not given" de:"Namespace; ohne Angabe, was die Verbindung vorgibt"`
}

type scaleOut struct {
	Replicas int `json:"replicas" jsonschema:"How many pods there are to be" de:"Wie viele Pods es sein sollen"`
}

func scaleDeployment() *connectors.Operation {
	return connectors.Define(connectors.Action[scaleIn, scaleOut]{
		Name: "scale_deployment",
		Doc:  connectors.Doc{En: "Set how many pods a deployment has", De: "Einstellen, wie viele Pods ein Deployment hat"},
		Asks: scaleAsks(),
		Says: connectors.Sentence{
			En: "Scale deployment {deployment}[ in namespace {namespace}] to {replicas} replicas",
			De: "Deployment {deployment}[ im Namespace {namespace}] auf {replicas} Replicas skalieren"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "{deployment} has as many replicas as before", De: "{deployment} hat wieder so viele Replicas wie vorher"},
		Doubt:  connectors.Doc{En: "I don't know whether the deployment was scaled.", De: "Ich weiß nicht, ob das Deployment skaliert wurde."},
	})
}

type waitIn struct {
	Deployment string              `json:"deployment" jsonschema:"Name of the deployment" de:"Name des Deployments"`
	Namespace  string              `json:"namespace,omitempty" jsonschema:"Namespace; that of the connection if not given" de:"Namespace; ohne Angabe, was die Verbindung vorgibt"`
	Timeout    connectors.Duration `json:"timeout,omitempty" jsonschema:"Give up after so long" de:"Nach dieser Zeit aufgeben"`
}

type waitOut struct {
	Ready    bool `json:"ready" jsonschema:"Whether all pods are ready" de:"Ob alle Pods bereit sind"`
	Replicas int  `json:"replicas" jsonschema:"How many pods are ready" de:"Wie viele Pods bereit sind"`
}

func waitRollout() *connectors.Operation {
	return connectors.Define(connectors.Action[waitIn, waitOut]{
		Name: "wait_rollout",
		Doc:  connectors.Doc{En: "Wait until a deployment is rolled out", De: "Warten, bis ein Deployment ausgerollt ist"},
		Asks: waitAsks(),
		Says: connectors.Sentence{
			En: "Wait until {deployment}[ in namespace {namespace}] is rolled out[, at most {timeout}]",
			De: "Warten, bis {deployment}[ im Namespace {namespace}] ausgerollt ist[, höchstens {timeout}]"},
		Effect: connectors.Read, Long: true,
	})
}
