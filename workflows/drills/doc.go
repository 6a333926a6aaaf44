// Package drills holds tests alone. Each runs whole plans on the embedded engine, the real connectors, the ledger and the simulated apps,
// many of them in one process, and looks at what is left in the apps: random plans that fail and are undone, decisions that come all
// at once, and histories of earlier versions that must replay.
package drills
