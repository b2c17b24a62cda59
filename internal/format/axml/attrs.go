package axml

// AttrName x
func AttrName(id uint32) string { return "" }
