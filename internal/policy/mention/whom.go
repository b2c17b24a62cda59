package mention

const (
	MaxTitleBytes  = 90
	MaxTitleWords  = 12
	MaxTitleNumber = 8 // bytes: "\\2023. "
)
