package embedded

import (
	"time"

	"go.temporal.io/sdk/worker"
	"go.temporal.io/server/common/dynamicconfig"
)

// historyShards can never change for a database. One is right here: each shard has its own queues, timers and caches, and
// all of them would wait for the same SQLite writer.
const historyShards = 1

// tuning is Temporal's dynamic configuration where its default is made for a cluster.
func tuning() dynamicconfig.StaticClient {
	values := dynamicconfig.StaticClient{}
	set := func(value any, keys ...dynamicconfig.GenericSetting) {
		for _, k := range keys {
			values[k.Key()] = value
		}
	}
	noWaiting(set)
	noLimits(set)
	littleMemory(set)
	nothingForClusters(set)
	return values
}

type setter func(value any, keys ...dynamicconfig.GenericSetting)

// noWaiting keeps a series of short runs from stalls.
func noWaiting(set setter) {
	// A queue that is asked more often than this waits its turn. The default of 20 a second turns a steady series of short
	// runs from 15 ms a run into 200.
	set(5000,
		dynamicconfig.TransferProcessorMaxPollRPS, dynamicconfig.TimerProcessorMaxPollRPS,
		dynamicconfig.VisibilityProcessorMaxPollRPS, dynamicconfig.OutboundProcessorMaxPollRPS)

	// With the default of four partitions, a task put in one and a worker that waits at another find each other only by
	// forwarding, and a single run can stand still for 20 s.
	set(1, dynamicconfig.MatchingNumTaskqueueReadPartitions, dynamicconfig.MatchingNumTaskqueueWritePartitions)

	// Who waits for a run to end waits in a long poll, and the server tells it by a channel with room for one event: of two
	// events in quick succession the second, which may be the end, is lost, and the poll stands until it expires. The
	// default of 20 s is then what a run of 15 ms seems to take. Asking again is cheap: the answer is in the history cache.
	set(200*time.Millisecond, dynamicconfig.HistoryLongPollExpirationInterval)

	// Timers are read ahead by this much, and one that is set for within what was read is put behind it: so that the clocks of
	// several nodes may differ, a pause of a millisecond takes up to the default of a second. Here there is one clock.
	set(5*time.Millisecond, dynamicconfig.TimerProcessorMaxTimeShift)

	// A disk that is busy for some seconds delays a write. Giving the write up, as a cluster would to let another node
	// try, only makes the shard load itself again.
	set(30*time.Second, dynamicconfig.ShardIOTimeout)

	// The server gives a worker ever more time for a task that it took several times and didn't finish. After a series of crashes that
	// would be minutes in which a run stands still.
	set(5*time.Second, dynamicconfig.WorkflowTaskRetryMaxInterval)

	// Connections are closed every five minutes to spread load over new nodes. Here that only interrupts.
	set(365*24*time.Hour, dynamicconfig.KeepAliveMaxConnectionAge)

	// A stop waits for nobody to notice it.
	set(time.Duration(0),
		dynamicconfig.FrontendShutdownFailHealthCheckDuration, dynamicconfig.FrontendShutdownDrainDuration,
		dynamicconfig.HistoryShutdownDrainDuration, dynamicconfig.MatchingShutdownDrainDuration)
}

// noLimits lifts what protects a shared database from its users. Here SQLite itself is the limit, and waiting for it is
// better than being refused.
func noLimits(set setter) {
	set(100_000,
		dynamicconfig.FrontendPersistenceMaxQPS, dynamicconfig.HistoryPersistenceMaxQPS,
		dynamicconfig.MatchingPersistenceMaxQPS, dynamicconfig.WorkerPersistenceMaxQPS,
		dynamicconfig.VisibilityPersistenceMaxReadQPS, dynamicconfig.VisibilityPersistenceMaxWriteQPS,
		dynamicconfig.FrontendRPS, dynamicconfig.HistoryRPS, dynamicconfig.MatchingRPS,
		dynamicconfig.FrontendMaxNamespaceRPSPerInstance, dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance)
}

// littleMemory makes pools and caches as small as one writer can use.
func littleMemory(set setter) {
	// Each of these is a pool of goroutines that is there even when nothing runs; the default is 512 of each.
	set(16,
		dynamicconfig.TransferProcessorSchedulerWorkerCount, dynamicconfig.TimerProcessorSchedulerWorkerCount,
		dynamicconfig.MemoryTimerProcessorSchedulerWorkerCount)
	// Two keep up with the writer. In a burst they fall behind the runs a little, and a run that is over by then takes one row instead of two.
	set(2, dynamicconfig.VisibilityProcessorSchedulerWorkerCount)
	set(1,
		dynamicconfig.ArchivalProcessorSchedulerWorkerCount, dynamicconfig.ReplicationProcessorSchedulerWorkerCount,
		dynamicconfig.ReplicationLowPriorityProcessorSchedulerWorkerCount)

	// The default keeps the state of 128,000 runs. What falls out is read again from SQLite in well under a millisecond.
	set(1000, dynamicconfig.HistoryCacheHostLevelMaxSize)

	// Copies of events for other clusters: 25 MB after a few thousand runs, for nobody.
	set(1<<16, dynamicconfig.XDCCacheMaxSizeBytes)
}

// nothingForClusters switches off what has no use on one machine.
func nothingForClusters(set setter) {
	set(false,
		// Nothing leaves the machine.
		dynamicconfig.EnableServerVersionCheck,

		// Scanners look for what a cluster left over after losing a node. Retention is not their work.
		dynamicconfig.TaskQueueScannerEnabled, dynamicconfig.HistoryScannerEnabled, dynamicconfig.ExecutionsScannerEnabled,
		dynamicconfig.BuildIdScavengerEnabled,

		// Children of a closed run are then dealt with in line. The worker for it also can't be stopped, and holds up each
		// stop of the server for a second.
		dynamicconfig.EnableParentClosePolicyWorker,

		// Averages by which a cluster would find that a node is sick.
		dynamicconfig.PersistenceHealthSignalMetricsEnabled, dynamicconfig.PersistenceHealthSignalAggregationEnabled,
		dynamicconfig.HistoryHealthSignalMetricsEnabled)
}

// pragmas are how SQLite keeps Temporal's data.
func pragmas() map[string]string {
	return map[string]string{
		"journal_mode": "wal",   // readers don't wait for the writer
		"synchronous":  "full",  // a commit that was answered survives a power cut: the promise of durability
		"busy_timeout": "10000", // ms; a backup that reads the file must not fail a run
	}
}

// WorkerOptions are what a worker does well with on this server. Its pollers are fixed in number: automatic scaling starts
// from few after each pause, and the runs that come next wait for it.
func WorkerOptions() worker.Options {
	return worker.Options{
		MaxConcurrentWorkflowTaskPollers: 4,
		MaxConcurrentActivityTaskPollers: 4,
	}
}
