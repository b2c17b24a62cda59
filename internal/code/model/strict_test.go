package model

import (
	"strings"
	"testing"
)

func parseText(text string) error {
	_, err := checked([]file{{"x.txt", text}})
	return err
}

// TestStrict has one wrong file for each refusal of the loader.
func TestStrict(t *testing.T) {
	const head = "# test\nclass a.B\n" // lines begin at 3
	for name, c := range map[string]struct{ text, want string }{
		"no comment":        {"class a.B\n f: none\n", "x.txt:1: the file does not open with a comment"},
		"outside":           {"# t\nf: none\n", "x.txt:2: unknown word in \"f: none\", outside a class"},
		"no colon":          {head + "f none\n", "x.txt:3: no colon"},
		"class no name":     {"# t\nclass \n", "x.txt:2: class: a name"},
		"class bad name":    {"# t\nclass a/B\n", "x.txt:2: \"a/B\" is no class name"},
		"class digit":       {"# t\nclass a.1b\n", "is no class name"},
		"class end":         {"# t\nclass a.\n", "is no class name"},
		"class word":        {"# t\nclass a.B bodies\n", "x.txt:2: class: a name"},
		"class like":        {"# t\nclass a.B like\n", "x.txt:2: class: a name"},
		"class like order":  {"# t\nclass a.B like a.C body\n", "x.txt:2: class: a name"},
		"class like name":   {"# t\nclass a.B like a/C\n", "x.txt:2: \"a/C\" is no class name"},
		"class twice":       {head + "f: none\nclass a.B\n", "x.txt:4: class a.B is already at x.txt:2"},
		"class empty":       {head, "x.txt:2: class a.B has no models"},
		"like nothing":      {"# t\nclass a.B like a.C\n", "x.txt:2: class a.B is like a.C, which has no models"},
		"like itself":       {"# t\nclass a.B like a.B\n", "x.txt:2: class a.B is like itself"},
		"like circle":       {"# t\nclass a.B like a.C\nclass a.C like a.B\n", "x.txt:2: class a.B is like itself"},
		"like later circle": {"# t\nclass a.A like a.B\nclass a.B like a.C\nclass a.C like a.B\n", "is like itself"},
		"like repeats":      {"# t\nclass a.B like a.C\nf: none\nclass a.C\nf: none\n", "x.txt:3: f adds nothing to x.txt:5"},
		"like repeats part": {"# t\nclass a.B like a.C\nf(1): none\nclass a.C\nf: none\n", "x.txt:3: f(1) adds nothing to x.txt:5"},
		"method name":       {head + "1f: none\n", "x.txt:3: \"1f\" is no method name"},
		"method no name":    {head + "f, : none\n", "x.txt:3: \"\" is no method name"},
		"method list":       {head + "f(: none\n", "x.txt:3: \"f(\": a number of parameters"},
		"method no list":    {head + "f(): none\n", "x.txt:3: \"f()\": a number of parameters"},
		"parameter":         {head + "f(integer): none\n", "x.txt:3: \"integer\" is no type"},
		"parameter array":   {head + "f(int[): none\n", "\"int[\" is no type"},
		"parameter name":    {head + "f(a.b/C): none\n", "is no class name"},
		"twice":             {head + "f: none\nf: ret <- this\n", "x.txt:4: f is already at x.txt:3"},
		"twice in a line":   {head + "f, f: none\n", "x.txt:3: f is already at x.txt:3"},
		"number twice":      {head + "f(1): none\nf: ret <- this\nf(1): ret <- a1\n", "x.txt:5: f(1) is already at x.txt:3"},
		"types twice":       {head + "f(int): none\nf(int): ret <- this\n", "x.txt:4: f(I) is already at x.txt:3"},
		"adds nothing":      {head + "f(1): none\nf: none\n", "x.txt:3: f(1) adds nothing to x.txt:4"},
		"types add nothing": {head + "f(int): ret <- a1\nf(1): ret <- a1\nf: none\n", "x.txt:3: f(I) adds nothing to x.txt:4"},
		"no steps":          {head + "f:\n", "x.txt:3: a reference is missing"},
		"open steps":        {head + "f: ret <- this;\n", "x.txt:3: a reference is missing"},
		"none and more":     {head + "f: none; ret <- this\n", "x.txt:3: unknown reference \"none\""},
		"no semicolon":      {head + "f: ret <- this ret <- a1\n", "x.txt:3: what is \"ret <- a1\"?"},
		"step twice":        {head + "f: ret <- this; ret <- this\n", "x.txt:3: the step \"ret <- this\" stands twice"},
		"no operator":       {head + "f: ret this\n", "x.txt:3: no <- or = behind ret"},
		"unknown reference": {head + "f: ret <- that\n", "x.txt:3: unknown reference \"that\""},
		"argument nought":   {head + "f: ret <- a0\n", "unknown reference \"a0\""},
		"argument ten":      {head + "f: ret <- a10\n", "unknown reference \"a10\""},
		"too few":           {head + "f(1): ret <- a2\n", "x.txt:3: a2 of a method with 1 parameters"},
		"too few types":     {head + "f(int): ret <- a2\n", "x.txt:3: a2 of a method with 1 parameters"},
		"too few of some":   {head + "f(2), g(1): ret <- a2\n", "x.txt:3: a2 of a method with 1 parameters"},
		"ret unset":         {head + "f: a1 <- ret\n", "x.txt:3: ret is read and was given nothing"},
		"ret unset in call": {head + "f: call a1.g(ret)\n", "ret is read and was given nothing"},
		"itself":            {head + "f: this <- this\n", "x.txt:3: this <- itself does nothing"},
		"itself is":         {head + "f: this.$a = this.$a\n", "x.txt:3: this.$a = itself does nothing"},
		"become":            {head + "f: this = a1\n", "x.txt:3: this cannot become another object"},
		"argument becomes":  {head + "f: a1 = a2\n", "x.txt:3: a1 cannot become another object"},
		"args written":      {head + "f: args <- this\n", "x.txt:3: args cannot be written"},
		"text written":      {head + "f: \"a\" = this\n", "x.txt:3: \"a\" cannot be written"},
		"args keyed":        {head + "f: ret = args[*]\n", "x.txt:3: args has no elements"},
		"element derived":   {head + "f: this[a1] <- a2\n", "x.txt:3: an element is assigned with ="},
		"element copied":    {head + "f: this[a1] = a2[a1]\n", "x.txt:3: from element to element"},
		"element of call":   {head + "f: this[a1] = call a2.g()\n", "x.txt:3: give the result to ret"},
		"next loaded":       {head + "f: ret = this[next]\n", "x.txt:3: next is for stores"},
		"key open":          {head + "f: ret = this[a1\n", "x.txt:3: the key does not end"},
		"drop next":         {head + "f: drop this[next]\n", "x.txt:3: next is for stores"},
		"drop whole":        {head + "f: drop this\n", "x.txt:3: drop: a key in brackets behind this"},
		"drop args":         {head + "f: drop args[*]\n", "x.txt:3: args holds nothing to drop"},
		"drop given":        {head + "f: ret = drop this[a1]\n", "x.txt:3: unknown reference \"drop\""},
		"key args":          {head + "f: ret = this[args]\n", "x.txt:3: args is no key"},
		"key ret":           {head + "f: ret = a1; this[ret] = a2\n", "x.txt:3: ret is no key"},
		"key unknown":       {head + "f: ret = this[some]\n", "unknown reference \"some\""},
		"static":            {head + "f: ret <- static\n", "x.txt:3: \"static\": a cell belongs"},
		"static field":      {head + "f: ret <- static.name\n", "a cell belongs"},
		"args cell":         {head + "f: ret <- args.$a\n", "a cell belongs"},
		"empty cell":        {head + "f: ret <- this.$\n", "x.txt:3: \"this.$\" is no cell"},
		"deep cell":         {head + "f: ret <- this.$a.$b\n", "\"this.$a.$b\" is no cell"},
		"open text":         {head + "f: ret = \"a\n", "x.txt:3: a quoted text does not end"},
		"call nothing":      {head + "f: call run()\n", "x.txt:3: call: a receiver, a dot"},
		"call no list":      {head + "f: call this.run\n", "x.txt:3: call: a receiver, a dot"},
		"call open":         {head + "f: call this.run(a1\n", "x.txt:3: call: the arguments do not end"},
		"call args":         {head + "f: call args.run()\n", "x.txt:3: call: no receiver"},
		"call cell":         {head + "f: call this.$run()\n", "x.txt:3: call: no receiver"},
		"later":             {head + "f: later icc set-result this\n", "x.txt:3: only a call can be later"},
		"unknown icc":       {head + "f: icc start-party a1\n", "x.txt:3: unknown effect \"start-party\""},
		"unknown reflect":   {head + "f: ret = reflect start-activity a1\n", "x.txt:3: unknown effect \"start-activity\""},
		"icc few":           {head + "f: icc bind-service a1\n", "x.txt:3: bind-service takes 2 to 2 references, not 1"},
		"icc many":          {head + "f: icc start-activity a1 a2\n", "x.txt:3: start-activity takes 1 to 1 references, not 2"},
		"default no colon":  {"# t\ndefault java.*\n", "x.txt:2: default: a class or package"},
		"default name":      {"# t\ndefault java/*: none\n", "x.txt:2: \"java/*\" is no class name"},
		"default star":      {"# t\ndefault java*: none\n", "is no class name"},
		"default twice":     {"# t\ndefault a.*: none\ndefault a.*: ret <- this\n", "x.txt:3: default is already at x.txt:2"},
		"default repeats":   {"# t\ndefault a.*: none\ndefault a.b.*: none\n", "x.txt:3: default adds nothing to x.txt:2"},
		"default repeats C": {"# t\ndefault a.*: none\ndefault a.b.C: none\n", "x.txt:3: default adds nothing to x.txt:2"},
		"default repeats *": {"# t\ndefault *: none\ndefault a.b.C: none\n", "x.txt:3: default adds nothing to x.txt:2"},
		"default steps":     {"# t\ndefault a.*: ret <- those\n", "x.txt:2: unknown reference"},
	} {
		if err := parseText(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

// TestStrictAllows keeps the refusals from growing.
func TestStrictAllows(t *testing.T) {
	const head = "# test\nclass a.B\n"
	for name, text := range map[string]string{
		"comments":        "# t\n\nclass a.B # why\n\tf: none # nothing\n#f: none\n",
		"overloads":       head + "f(int): none\nf(long): none\nf(2): none\nf: ret <- this\n",
		"types of number": head + "f(int): ret <- a1\nf(1): none\nf: ret <- a1\n",
		"types as any":    head + "f(int): ret <- a1\nf(long,int): none\nf(2): ret <- a1\n",
		"other argument":  head + "f: ret <- a9\n",
		"longest rules":   head + "f(2), g(3): ret <- a2\n",
		"texts":           head + "f: ret = \"a; b, c: d\"; this[\"e]\"] = a1\n",
		"no blanks":       head + "f:ret=this[a1];ret=a2;this.$a=call a1.b(this,a2);a1[*]=a2[*]\n",
		"key with a cell": head + "f: ret = static.$files[a1.$path]\n",
		"drop":            head + "f: ret = this[a1]; drop this[a1]; drop this.$a[*]\n",
		"ret in parts":    head + "f: ret.$a = a1; ret.name = a2; ret[next] = a3; ret[*] = ret\n",
		"like an own one": "# t\nclass a.B like a.C\nf(1): none\nclass a.C\nf(1): ret <- a1\nf: none\n",
		"like narrower":   "# t\nclass a.B like a.C\nf: none\nclass a.C\nf(1): none\n",
		"defaults":        "# t\ndefault *: ret <- this\ndefault a.*: none\ndefault a.b.*: ret <- this\ndefault ab.*: none\n",
		"names":           head + "<init>, f-impl, f$default, access$100: none\n",
		"alike for two":   head + "f: none\nclass a.C like a.B\nclass a.D body like a.C\n",
	} {
		if err := parseText(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, x := range files() {
		if len(x.text) < 3<<10 {
			f.Add(x.text)
		}
	}
	f.Add("# t\nclass a.B body like a.C\n f(int,char[]), g(2): this.$x = later call a1.b(a2, \"t\"); icc launch this a1\nclass a.C like a.B\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := checked([]file{{"x.txt", text}})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "x.txt:") {
				t.Fatalf("error without file and line: %v", err)
			}
			return
		}
		for i := range table.classes {
			c := &table.classes[i]
			for at := range c.lines().methods {
				m := &c.lines().methods[at]
				params := m.params
				for len(params) < int(m.n) {
					params = append(params, "I")
				}
				if got := c.Method([]byte(m.name), func() []string { return params }, len(params)); got == nil || got.Body != c.body {
					t.Fatalf("%s %s: found %v", c.name, m, got)
				}
			}
		}
	})
}
