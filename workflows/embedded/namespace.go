package embedded

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/server/common/config"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"

	"sayso/connectors"
)

// Namespace is the one namespace of an embedded server.
const Namespace = "sayso"

// DefaultRetention is how long a closed run stays in Temporal. 30 days lets last month's bookings be looked up; what must
// be kept longer, the effects, is in the ledger.
const DefaultRetention = 30 * 24 * time.Hour

const (
	shortestRetention = time.Hour        // Temporal's own limit
	noticeTime        = 20 * time.Second // the server looks for changes of a namespace every 2 s
)

// searchAttributes are what runs can be found by. SQL visibility has 10 slots for keywords and 3 for lists of them; a name once used keeps
// its slot, so the lists only grow.
func searchAttributes() (keywords, lists []string) {
	return []string{"SaysoPlan", "SaysoState", "SaysoFailedStep", "SaysoApp", "SaysoConnection", "SaysoEnvironment", "SaysoWorkspace"}, []string{"SaysoPaused"}
}

func retentionOf(wanted time.Duration) (time.Duration, error) {
	switch {
	case wanted == 0:
		return DefaultRetention, nil
	case wanted < shortestRetention:
		return 0, connectors.Errorf(connectors.Invalid, "runs can't be kept for %s; the shortest time is %s", wanted, shortestRetention)
	default:
		return wanted, nil
	}
}

// createNamespace writes the namespace into the database before the server runs, so that every service knows it, and its
// search attributes, from its first breath. A namespace that exists is left as it is.
func createNamespace(store *config.SQL, retention time.Duration) error {
	ns, err := sqliteschema.NewNamespaceConfig(clusterName, Namespace, false, nil)
	if err != nil {
		return err
	}
	ns.Detail.Info.Description = "Runs of Sayso's plans"
	ns.Detail.Config.Retention = durationpb.New(retention)
	ns.Detail.Config.CustomSearchAttributeAliases = map[string]string{}
	keywords, lists := searchAttributes()
	for i, name := range keywords {
		ns.Detail.Config.CustomSearchAttributeAliases[fmt.Sprintf("Keyword%02d", i+1)] = name
	}
	for i, name := range lists {
		ns.Detail.Config.CustomSearchAttributeAliases[fmt.Sprintf("KeywordList%02d", i+1)] = name
	}
	return sqliteschema.CreateNamespaces(store, ns)
}

// updateNamespace brings the namespace of an older folder to today's retention and search attributes.
func updateNamespace(ctx context.Context, c client.Client, retention time.Duration) error {
	found, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: Namespace})
	if err != nil {
		return fmt.Errorf("the namespace %s can't be read: %w", Namespace, err)
	}
	if found.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration() != retention {
		_, err = c.WorkflowService().UpdateNamespace(ctx, &workflowservice.UpdateNamespaceRequest{
			Namespace: Namespace, Config: &namespacepb.NamespaceConfig{WorkflowExecutionRetentionTtl: durationpb.New(retention)},
		})
		if err != nil {
			return fmt.Errorf("the retention of %s can't be set: %w", Namespace, err)
		}
	}
	return addSearchAttributes(ctx, c)
}

func addSearchAttributes(ctx context.Context, c client.Client) error {
	known, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: Namespace})
	if err != nil {
		return fmt.Errorf("the search attributes can't be read: %w", err)
	}
	missing := map[string]enums.IndexedValueType{}
	keywords, lists := searchAttributes()
	for _, name := range keywords {
		missing[name] = enums.INDEXED_VALUE_TYPE_KEYWORD
	}
	for _, name := range lists {
		missing[name] = enums.INDEXED_VALUE_TYPE_KEYWORD_LIST
	}
	maps.DeleteFunc(missing, func(name string, _ enums.IndexedValueType) bool {
		_, ok := known.GetCustomAttributes()[name]
		return ok
	})
	if len(missing) == 0 {
		return nil
	}
	_, err = c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{Namespace: Namespace, SearchAttributes: missing})
	if err != nil {
		return fmt.Errorf("the search attributes can't be added: %w", err)
	}
	return searchable(ctx, c, missing)
}

// searchable waits until the server has noticed new search attributes, which takes it some seconds.
func searchable(ctx context.Context, c client.Client, added map[string]enums.IndexedValueType) error {
	ctx, cancel := context.WithTimeout(ctx, noticeTime)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	query := strings.Join(slices.Collect(maps.Keys(added)), " IS NULL AND ") + " IS NULL"
	for {
		_, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Namespace: Namespace, Query: query})
		if err == nil {
			return nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("the search attributes can't be used: %w", err)
		}
	}
}
