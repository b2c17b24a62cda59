package sarif

// The part of the SARIF object model that is written here, in the order of the
// specification's sections (OASIS SARIF 2.1.0, errata 01).

type log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool              tool         `json:"tool"`
	Invocations       []invocation `json:"invocations"`
	AutomationDetails *automation  `json:"automationDetails,omitempty"`
	Artifacts         []artifact   `json:"artifacts,omitempty"`
	Results           []result     `json:"results"`
	ColumnKind        string       `json:"columnKind"`
	Properties        bag          `json:"properties,omitempty"`
}

// bag is a property bag. Go writes maps in order of their keys.
type bag map[string]any

type automation struct {
	ID string `json:"id"`
}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name             string       `json:"name"`
	SemanticVersion  string       `json:"semanticVersion,omitempty"`
	Version          string       `json:"version"`
	ShortDescription text         `json:"shortDescription"`
	Rules            []descriptor `json:"rules"`
	Notifications    []descriptor `json:"notifications,omitempty"`
}

type text struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type descriptor struct {
	ID               string         `json:"id"`
	Name             string         `json:"name,omitempty"`
	ShortDescription *text          `json:"shortDescription,omitempty"`
	FullDescription  *text          `json:"fullDescription,omitempty"`
	Help             *text          `json:"help,omitempty"`
	Default          *configuration `json:"defaultConfiguration,omitempty"`
	Properties       bag            `json:"properties,omitempty"`
}

type configuration struct {
	Level string `json:"level"`
}

type invocation struct {
	ExecutionSuccessful bool           `json:"executionSuccessful"`
	Notifications       []notification `json:"toolExecutionNotifications,omitempty"`
}

type notification struct {
	Descriptor reference  `json:"descriptor"`
	Level      string     `json:"level"`
	Message    text       `json:"message"`
	Locations  []location `json:"locations,omitempty"`
	Properties bag        `json:"properties,omitempty"`
}

type reference struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

type artifact struct {
	Location    artifactLocation  `json:"location"`
	ParentIndex *int              `json:"parentIndex,omitempty"`
	Length      *int64            `json:"length,omitempty"`
	Roles       []string          `json:"roles,omitempty"`
	Hashes      map[string]string `json:"hashes,omitempty"`
	Properties  bag               `json:"properties,omitempty"`
}

type artifactLocation struct {
	URI   string `json:"uri"`
	Index *int   `json:"index,omitempty"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Kind         string            `json:"kind,omitempty"` // absent: "fail"
	Level        string            `json:"level"`
	Message      text              `json:"message"`
	Locations    []location        `json:"locations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
	Related      []location        `json:"relatedLocations,omitempty"`
	CodeFlows    []codeFlow        `json:"codeFlows,omitempty"`
	Properties   bag               `json:"properties,omitempty"`
}

// codeFlow is one way through the code (SARIF 2.1.0, 3.36).
type codeFlow struct {
	Message     *text        `json:"message,omitempty"`
	ThreadFlows []threadFlow `json:"threadFlows"`
}

type threadFlow struct {
	Locations []flowLocation `json:"locations"`
}

type flowLocation struct {
	Location location `json:"location"`
}

type location struct {
	ID       int               `json:"id,omitempty"`
	Physical *physical         `json:"physicalLocation,omitempty"`
	Logical  []logicalLocation `json:"logicalLocations,omitempty"`
	Message  *text             `json:"message,omitempty"`
	Props    bag               `json:"properties,omitempty"`
}

type physical struct {
	Artifact artifactLocation `json:"artifactLocation"`
	Region   *region          `json:"region,omitempty"`
}

type region struct {
	ByteOffset *int64 `json:"byteOffset,omitempty"`
	ByteLength int    `json:"byteLength,omitempty"`
	Snippet    *text  `json:"snippet,omitempty"`
}

type logicalLocation struct {
	Name           string `json:"name,omitempty"`
	FullyQualified string `json:"fullyQualifiedName,omitempty"`
	Kind           string `json:"kind,omitempty"`
}
