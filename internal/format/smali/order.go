package smali

// order returns the classes so that every class follows its superclass and its
// interfaces, and otherwise by name. The classes come sorted by name.
func order(classes []*class) ([]*class, error) {
	byType := map[string]*class{}
	for _, c := range classes {
		byType[c.typ] = c
	}
	const (
		open = 1
		done = 2
	)
	state := map[*class]int{}
	out := make([]*class, 0, len(classes))
	// The stack is explicit: a chain of superclasses can be as long as the text.
	var stack []*class
	for _, root := range classes {
		stack = append(stack, root)
		for len(stack) > 0 {
			c := stack[len(stack)-1]
			if state[c] != 0 {
				stack = stack[:len(stack)-1]
				if state[c] == open {
					state[c] = done
					out = append(out, c)
				}
				continue
			}
			state[c] = open
			for i := len(c.ifaces) - 1; i >= -1; i-- {
				t := c.super
				if i >= 0 {
					t = c.ifaces[i]
				}
				up := byType[t]
				if up == nil || state[up] == done {
					continue
				}
				if state[up] == open {
					return nil, errorf(c.pos, "class %s is its own ancestor", c.typ)
				}
				stack = append(stack, up)
			}
		}
	}
	return out, nil
}
