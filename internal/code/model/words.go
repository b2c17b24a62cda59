package model

// words is a closed list of effects with the number of references each takes.
type words map[string]struct{ min, max int }

// iccWords are the effects between components. What each does is the engine's;
// the Intent's own parts are cells of the Intent: $action, $data, $type,
// $category, $package, $target (class, or its name), $extras.
var iccWords = words{
	"start-activity":            {1, 1}, // intent
	"start-activities":          {1, 1}, // array of intents
	"start-activity-for-result": {2, 2}, // the one who asked, intent
	"launch":                    {2, 2}, // callback of the result, intent
	"set-result":                {1, 2}, // the activity, data
	"start-service":             {1, 1}, // intent
	"bind-service":              {2, 2}, // intent, connection
	"send-broadcast":            {1, 2}, // intent, who gets the result
	"answer-broadcast":          {2, 3}, // the receiver, the data and the extras that it answers
	"register-receiver":         {1, 3}, // receiver, filter, flags
	"send-local-broadcast":      {1, 1}, // intent
	"register-local-receiver":   {1, 2}, // receiver, filter
	"unregister-receiver":       {1, 1}, // receiver
	"get-intent":                {1, 1}, // the activity
	"set-intent":                {2, 2}, // the activity, intent
	"query":                     {1, 2}, // uri, what it is asked with
	"insert":                    {2, 2}, // uri, values
	"update":                    {2, 3}, // uri, values, what it is asked with
	"delete":                    {1, 2}, // uri, what it is asked with
	"provider-call":             {1, 3}, // uri or authority, argument, bundle
	"broadcast-result":          {2, 2}, // the receiver, the cell of the result
	"open-stream":               {1, 1}, // uri
	"schedule-job":              {1, 1}, // job info
	"enqueue-work":              {1, 1}, // work request
}

// reflectWords are the effects of reflection.
var reflectWords = words{
	"class-for-name":  {1, 1}, // name
	"class-name":      {1, 1}, // class
	"resource-text":   {1, 1}, // number of a string resource
	"child-path":      {2, 2}, // folder, name
	"own-package":     {0, 0},
	"computed":        {1, 1}, // what holds a model: its file is known by name
	"member-class":    {1, 1}, // method, constructor or field
	"member-params":   {1, 1}, // method or constructor
	"class-of":        {1, 1}, // object
	"super-class":     {1, 1}, // class
	"get-method":      {2, 3}, // class, name, parameter types
	"get-methods":     {1, 1}, // class
	"get-constructor": {1, 2}, // class, parameter types
	"get-field":       {2, 2}, // class, name
	"get-fields":      {1, 1}, // class
	"member-name":     {1, 1}, // method or field
	"invoke":          {3, 3}, // method, receiver, arguments
	"construct":       {2, 2}, // constructor, arguments
	"new-instance":    {1, 1}, // class
	"get":             {2, 2}, // field, object
	"set":             {3, 3}, // field, object, value
	"new-proxy":       {2, 2}, // interfaces, handler
	"new-array":       {1, 1}, // class

	// Method handles.
	"method-type":      {1, 3}, // result, a parameter or an array of them, an array of more
	"find-virtual":     {2, 3}, // class, name, method type
	"find-static":      {2, 3}, // class, name, method type
	"find-special":     {2, 3}, // class, name, method type
	"find-constructor": {1, 2}, // class, method type
	"find-getter":      {2, 2}, // class, name
	"find-setter":      {2, 2}, // class, name
	"unreflect":        {1, 1}, // method or constructor
	"unreflect-getter": {1, 1}, // field
	"unreflect-setter": {1, 1}, // field
	"invoke-handle":    {2, 2}, // handle, array of arguments
}
