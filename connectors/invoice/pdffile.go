package invoice

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"time"

	"sayso/connectors"
)

// producer names the maker of the file. It bears no version, so that the same document stays the same file.
const producer = "Sayso"

// attachment is the name that Factur-X and ZUGFeRD 2 give the XML.
const attachment = "factur-x.xml"

// version is the header of the first version of PDF that has all that is used here. It is as long as those of the earlier ones.
const version = "%PDF-1.7"

var trailer = regexp.MustCompile(`(?s)trailer\n<<\n/Size (\d+)\n/Root \d+ 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\s*$`)

// enclose adds the XML to a PDF as an associated file, with the metadata that say so. fpdf can attach a file but not
// associate it (ISO 32000-2, 14.13), so what it wrote is left as it is and amended by an incremental update: new objects and a new catalogue.
//
// The file is made to be read as Factur-X and ZUGFeRD. It is not declared PDF/A-3, since nobody has certified that it is.
func enclose(pdf []byte, d Document, data []byte) ([]byte, error) {
	m := trailer.FindSubmatch(pdf)
	if m == nil {
		return nil, connectors.Errorf(connectors.Invalid, "the PDF of %s can't be amended with its XML", d.Number)
	}
	var next int
	if _, err := fmt.Sscan(string(m[1]), &next); err != nil {
		return nil, err
	}
	u := &update{pdf: bytes.NewBuffer(pdf), first: next}
	copy(pdf, version)
	packed, err := deflate(data)
	if err != nil {
		return nil, err
	}
	day := d.Content.Issued.Time().Format("D:20060102150405+00'00'")
	file := u.stream(fmt.Sprintf("/Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode "+
		"/Params << /Size %d /ModDate (%s) >>", len(data), day), packed)
	spec := u.object(fmt.Sprintf("<< /Type /Filespec /F (%[1]s) /UF (%[1]s) /AFRelationship /Alternative /Desc (EN 16931 CII) "+
		"/EF << /F %[2]d 0 R /UF %[2]d 0 R >> >>", attachment, file))
	meta := u.stream("/Type /Metadata /Subtype /XML", metadata(d))
	root := u.object(fmt.Sprintf("<< /Type /Catalog /Pages 1 0 R /Lang (%s) /Metadata %d 0 R /AF [%d 0 R] "+
		"/Names << /EmbeddedFiles << /Names [(%s) %d 0 R] >> >> /ViewerPreferences << /DisplayDocTitle true >> >>",
		d.Content.Language, meta, spec, attachment, spec))
	return u.finish(root, string(m[2]), string(m[3])), nil
}

// update is an incremental update of a PDF (ISO 32000-1, 7.5.6).
type update struct {
	pdf     *bytes.Buffer
	first   int // number of the first new object
	offsets []int
}

// object adds an object and gives its number.
func (u *update) object(content string) int {
	n := u.first + len(u.offsets)
	u.offsets = append(u.offsets, u.pdf.Len())
	fmt.Fprintf(u.pdf, "%d 0 obj\n%s\nendobj\n", n, content)
	return n
}

func (u *update) stream(entries string, content []byte) int {
	return u.object(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(content), content))
}

// finish writes the new objects' table and trailer. The file's id is made of its content, so that it never varies.
func (u *update) finish(root int, info, previous string) []byte {
	sum := sha256.Sum256(u.pdf.Bytes())
	id := sum[:16]
	start := u.pdf.Len()
	fmt.Fprintf(u.pdf, "xref\n%d %d\n", u.first, len(u.offsets))
	for _, offset := range u.offsets {
		fmt.Fprintf(u.pdf, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(u.pdf, "trailer\n<< /Size %d /Root %d 0 R /Info %s 0 R /Prev %s /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		u.first+len(u.offsets), root, info, previous, id, id, start)
	return u.pdf.Bytes()
}

func deflate(content []byte) ([]byte, error) {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// metadata is the XMP packet: what the file's information dictionary says, and the terms of Factur-X 1.0 with their schema.
func metadata(d Document) []byte {
	w := wordsOf(d.Content.Language)
	return []byte(strings.NewReplacer(
		"{title}", escaped(w.title(d.Kind)+" "+d.Number), "{author}", escaped(d.Content.Sender.Name), "{subject}", escaped(d.Content.Customer.Name),
		"{keywords}", escaped(w.keywords), "{producer}", producer, "{day}", d.Content.Issued.Time().Format(time.RFC3339), "{file}", attachment,
		"{language}", d.Content.Language).Replace(packet))
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder never fails
	return b.String()
}

const packet = `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>{file}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>DocumentFileName</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>name of the embedded XML invoice file</pdfaProperty:description></rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>DocumentType</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>INVOICE</pdfaProperty:description></rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>Version</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>The actual version of the Factur-X XML schema</pdfaProperty:description></rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>ConformanceLevel</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>The conformance level of the embedded Factur-X data</pdfaProperty:description></rdf:li>
</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
