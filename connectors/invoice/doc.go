// Package invoice is Sayso's own invoicing app: it issues invoices and credit notes with numbers that have neither gaps nor
// doubles, and makes of each a PDF that carries the same figures for machines (EN 16931 CII, as Factur-X and ZUGFeRD 2 do).
//
// What a document says is settled and checked first. Then one transaction of the [Store] gives it its number and keeps it,
// under the key of the effect: the same key always means the same document. The PDF is made afterwards, from what is kept,
// and comes out the same to the byte each time; so there is never a number without a document, and a lost PDF is made again.
//
// A connection is a book: it has a sender and its own numbers. Nothing is ever deleted from a book; to cancel an
// invoice is to issue a credit note. The package sends nothing and knows nothing of payments.
//
// The PDF is drawn with fpdf and not with maroto, which is built on it: what a layout grid gains is less than what it hides,
// the exact place of a figure and the parts of the file that carry the XML.
package invoice
