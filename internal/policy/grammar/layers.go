package grammar

// MSentence is a sentence that is asked what it says of data.
type MSentence struct{ *Sentence }

// PSentence is a sentence that is asked what it says of places.
type PSentence struct {
	*Sentence
	Placings []Placing // what it says of places
}

// Alone is a text as a sentence by itself.
func Alone(r *Reader, text string) *MSentence { return &MSentence{r.Alone(text)} }
