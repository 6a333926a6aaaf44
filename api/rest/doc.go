// Package rest is Sayso for programs: resources and verbs over HTTP, as plain as they come. It is thin over [api.Desk] and decides nothing.
//
// One table, routes, says what there is: address, use case, permission, what goes in and what comes out. The router, the OpenAPI document, the
// page that people read and the test that walks every route with every role are made of it.
package rest
