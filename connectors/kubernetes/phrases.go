package kubernetes

import "sayso/connectors"

func restartAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"restart", "bounce", "reboot", "recycle", "roll", "kick", "relaunch", "cycle", "give", "jolt"},
			Objects:  []string{"deployment", "service", "pod", "workload", "app", "application", "Kubernetes deployment", "K8s deployment"},
			Patterns: []string{"restart {deployment}", "restart the deployment {deployment}", "restart {deployment} in namespace {namespace}", "do a rolling restart of {deployment}", "rolling restart of {deployment}", "give {deployment} a restart", "bounce {deployment}"},
			Cues: map[string][]string{
				"deployment": {"deployment", "service", "workload", "the deployment", "restart of", "pods of"},
				"namespace":  {"ns", "namespace", "in namespace", "in the namespace", "ns"},
			},
			Examples: []string{"Restart the deployment basket-api in namespace shop", "Bounce basket-api", "Do a rolling restart of the service pricing"},
		},
		De: connectors.Asks{
			Verbs:    []string{"neu|starten", "neu starten", "durch|starten", "restarten", "rebooten", "wieder starten"},
			Objects:  []string{"Deployment", "Dienst", "Service", "Pod", "Anwendung", "Kubernetes-Deployment", "Neustart"},
			Patterns: []string{"starte {deployment} neu", "starte das Deployment {deployment} neu", "starte {deployment} im Namespace {namespace} neu", "{deployment} neu starten", "{deployment} durchstarten", "mach einen Neustart von {deployment}", "führe einen Neustart von {deployment} durch"},
			Cues: map[string][]string{
				"deployment": {"Deployment", "Dienst", "Service", "das Deployment", "Neustart von", "Pods von"},
				"namespace":  {"ns", "Namespace", "im Namespace", "in Namespace", "Namensraum", "im Namensraum"},
			},
			Examples: []string{"Starte das Deployment basket-api im Namespace shop neu", "basket-api neu starten", "Starte den Dienst pricing durch"},
		},
	}
}

func setImageAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"deploy", "roll out", "roll", "set", "update", "upgrade", "release", "ship", "change", "bump", "switch", "push", "install", "put", "move", "roll back", "revert", "downgrade"},
			Objects: []string{"image", "version", "container image", "release", "build", "tag", "Docker image", "deployment"},
			Patterns: []string{
				"deploy {image} to {deployment}", "roll out {image} to {deployment}", "set the image of {deployment} to {image}", "update {deployment} to {image}", "upgrade {deployment} to {image}", "deploy {image} on {deployment}", "bump {deployment} to {image}", "put {image} on {deployment}", "move {deployment} to {image}", "roll {deployment} back to {image}",
				"switch {deployment} to {image}", "release {image} to {deployment}",
			},
			Cues: map[string][]string{
				"deployment": {"deployment", "service", "of", "the deployment", "of the deployment", "to the deployment"},
				"image":      {"image", "the image", "version", "build", "tag", "with the image", "to image"},
				"namespace":  {"ns", "namespace", "in namespace", "in the namespace", "ns"},
				"container":  {"container", "in the container", "of the container"},
			},
			Examples: []string{"Set the image of basket-api to registry.example/basket:2.4.1", "Deploy image basket:2.4.1 to basket-api in namespace shop"},
		},
		De: connectors.Asks{
			Verbs:   []string{"aus|rollen", "setzen", "deployen", "aktualisieren", "installieren", "ein|spielen", "bringen", "um|stellen", "updaten", "heben", "wechseln", "releasen", "upgraden", "ziehen", "hoch|ziehen", "hoch|heben", "zurück|setzen", "zurück|rollen", "zurück|bringen", "zurück|drehen"},
			Objects: []string{"Image", "Version", "Container-Image", "Release", "Build", "Docker-Image", "Tag", "Deployment"},
			Patterns: []string{
				"rolle {image} auf {deployment} aus", "setze das Image von {deployment} auf {image}", "aktualisiere {deployment} auf {image}", "deploye {image} auf {deployment}", "bring {deployment} auf {image}", "stelle {deployment} auf {image} um", "spiele {image} auf {deployment} ein",
				"hebe {deployment} auf {image}", "setze {deployment} auf {image}", "zieh {deployment} auf {image} hoch", "setze {deployment} auf {image} zurück",
			},
			Cues: map[string][]string{
				"deployment": {"Deployment", "Dienst", "Service", "von", "das Deployment", "des Deployments"},
				"image":      {"Image", "das Image", "Version", "Build", "Tag", "mit dem Image", "auf Image", "auf Version"},
				"namespace":  {"ns", "Namespace", "im Namespace", "in Namespace", "Namensraum", "im Namensraum"},
				"container":  {"Container", "im Container", "des Containers"},
			},
			Examples: []string{"Setze das Image von basket-api auf registry.example/basket:2.4.1", "Rolle das Image basket:2.4.1 auf basket-api im Namespace shop aus"},
		},
	}
}

func scaleAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"scale", "scale up", "scale down", "scale out", "resize", "set", "increase", "decrease", "reduce", "grow", "shrink", "run", "bring", "ramp up", "ramp down"},
			Objects: []string{"replica", "deployment", "pod", "instance", "service", "workload", "number of pods", "replica count"},
			Patterns: []string{
				"scale {deployment} to {replicas}", "scale {deployment} up to {replicas}", "scale {deployment} down to {replicas}", "set {deployment} to {replicas} replicas", "run {replicas} replicas of {deployment}", "bring {deployment} to {replicas} pods",
				"increase {deployment} to {replicas} pods", "we need {replicas} replicas of {deployment}", "{replicas} replicas of {deployment}", "{replicas} pods of {deployment}", "reduce {deployment} to {replicas} replicas",
			},
			Cues: map[string][]string{
				"deployment": {"deployment", "service", "of", "workload", "the deployment"},
				"replicas":   {"to", "replicas", "pods", "instances", "copies", "up to", "down to"},
				"namespace":  {"ns", "namespace", "in namespace", "in the namespace", "ns"},
			},
			Examples: []string{"Scale basket-api to 6 replicas", "Scale the deployment pricing in namespace shop down to 1", "Run 3 pods of basket-api"},
		},
		De: connectors.Asks{
			Verbs:   []string{"skalieren", "hoch|skalieren", "herunter|skalieren", "runter|skalieren", "hoch|fahren", "herunter|fahren", "runter|fahren", "setzen", "erhöhen", "reduzieren", "verringern", "verkleinern", "vergrößern", "auf|stocken", "bringen"},
			Objects: []string{"Replica", "Replik", "Replika", "Deployment", "Pod", "Instanz", "Dienst", "Service", "Anzahl der Pods", "Anzahl der Replicas"},
			Patterns: []string{
				"skaliere {deployment} auf {replicas}", "skalier {deployment} auf {replicas}", "skaliere {deployment} auf {replicas} hoch", "skaliere {deployment} auf {replicas} runter", "setze {deployment} auf {replicas} Replicas", "fahr {deployment} auf {replicas} hoch",
				"bring {deployment} auf {replicas} Pods", "erhöhe {deployment} auf {replicas} Pods", "{deployment} auf {replicas} skalieren", "wir brauchen {replicas} Replicas von {deployment}", "{replicas} Replicas von {deployment}", "{replicas} Pods von {deployment}", "{deployment} braucht {replicas} Replicas", "{deployment} braucht {replicas} Pods",
			},
			Cues: map[string][]string{
				"deployment": {"Deployment", "Dienst", "Service", "von", "das Deployment"},
				"replicas":   {"auf", "Replicas", "Repliken", "Pods", "Instanzen", "Replikas"},
				"namespace":  {"ns", "Namespace", "im Namespace", "in Namespace", "Namensraum", "im Namensraum"},
			},
			Examples: []string{"Skaliere basket-api auf 6 Replicas", "Skaliere das Deployment pricing im Namespace shop auf 1 herunter", "Setze basket-api auf 3 Pods"},
		},
	}
}

func waitAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"wait", "watch", "await", "check", "monitor", "wait for", "wait until", "make sure"},
			Objects: []string{"rollout", "deployment", "pod", "rolling update", "rollout status"},
			Patterns: []string{
				"wait for the rollout of {deployment}", "wait until {deployment} is ready", "wait until {deployment} is rolled out", "wait for {deployment} to be ready", "wait until the rollout is done", "wait for the rollout", "wait until it is rolled out",
				"wait until all pods are ready", "wait for it to roll out", "wait for the rollout to finish", "watch the rollout of {deployment}",
			},
			Cues: map[string][]string{
				"deployment": {"deployment", "rollout of", "of", "service", "the deployment"},
				"namespace":  {"ns", "namespace", "in namespace", "in the namespace", "ns"},
				"timeout":    {"at most", "up to", "for at most", "timeout", "no longer than", "max", "for up to", "with a timeout of"},
			},
			Examples: []string{"Wait for the rollout of basket-api, at most 10 minutes", "Wait until the deployment pricing is ready"},
		},
		De: connectors.Asks{
			Verbs:   []string{"warten", "ab|warten", "überwachen", "prüfen", "beobachten", "zu|warten"},
			Objects: []string{"Rollout", "Deployment", "Pod", "Ausrollen", "Rollout-Status"},
			Patterns: []string{
				"warte auf den Rollout von {deployment}", "warte, bis {deployment} bereit ist", "warte bis {deployment} ausgerollt ist", "warte den Rollout ab", "warte den Rollout von {deployment} ab", "warte auf den Rollout", "warte bis alle Pods bereit sind", "warte, bis der Rollout fertig ist",
				"warte bis der Rollout durch ist", "den Rollout abwarten",
			},
			Cues: map[string][]string{
				"deployment": {"Deployment", "Rollout von", "von", "Dienst", "Service", "das Deployment"},
				"namespace":  {"ns", "Namespace", "im Namespace", "in Namespace", "Namensraum", "im Namensraum"},
				"timeout":    {"höchstens", "maximal", "bis zu", "längstens", "mit einem Timeout von", "Timeout"},
			},
			Examples: []string{"Warte auf den Rollout von basket-api, höchstens 10 Minuten", "Warte, bis das Deployment pricing bereit ist"},
		},
	}
}
