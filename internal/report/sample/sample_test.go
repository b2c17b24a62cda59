package sample

import (
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

func TestSamplesAreValidStreams(t *testing.T) {
	for _, s := range append(All(), Named{"many", Many(200)}) {
		if err := message.Validate(Stream(s.Run)); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}
