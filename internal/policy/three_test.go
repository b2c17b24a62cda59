package policy

import (
	"strings"
	"testing"
)

// TestThreeTypes: of three data types in a sentence, "+" said, "?" said under a condition, "-" denied.
func TestThreeTypes(t *testing.T) {
	data := []thing{deviceID, spot, book, voiceprint}
	var sets [][]thing
	for _, a := range data {
		for _, b := range data {
			for _, c := range data {
				if a != b && b != c && a != c {
					sets = append(sets, []thing{a, b, c})
				}
			}
		}
	}
	readForms(t, threeTypes, sets, typesSaid(t))
}

var threeTypes = strings.Split(strings.TrimSpace(`
We collect {A} and {C}, but not {B}. = A+ C+ B-
We collect {A}, but not {B} or {C}. = A+ B- C-
We collect {A}, {B} and {C}. = A+ B+ C+
We do not collect {A}, {B} or {C}. = A- B- C-
We do not collect {B}, but we collect {A} and {C}. = A+ B- C+
We collect neither {A} nor {B}, only {C}. = A- B- C+
We do not collect {A} or {B}, only {C}. = A- B- C+
We do not collect {A} or {B}, but we do collect {C}. = A- B- C+
{A} and {C} are collected, {B} is not. = A+ C+ B-
We collect {A}, {B} (with your consent) and {C}. = A+ B? C+
We collect {A} and {B} and, with your permission, {C}. = A+ B+ C?
We collect {A} but do not store {B} or {C}. = A+ B- C-
We do not collect {A}; {B} and {C} are collected. = A- B+ C+
We collect {A}. We do not collect {B}. We collect {C}. = A+ B- C+
We collect {A}; we do not collect {B}; we collect {C} with your consent. = A+ B- C?
We collect {A}, share {B} and sell {C}. = A+ B+ C+
We collect {A}, but neither {B} nor {C}. = A+ B- C-
Apart from {A}, we collect {B} and {C}. = A+ B+ C+
We do not collect {A}, nor do we share {B} or sell {C}. = A- B- C-
With your consent, we collect {A}, {B} and {C}. = A? B? C?
We never collect {A}, {B} or, without your consent, {C}. = A- B- C-
We collect {A} (but not {B}) and {C}. = A+ B- C+
We collect {A}, and we do not collect {B} and {C}. = A+ B- C-
We use {A} to run the app, {B} to find friends and {C} to help you. = A+ B+ C+
The app reads {A} and {B} and does not read {C}. = A+ B+ C-
The app does not read {A} and {B} and reads {C}. = A- B- C+
{A} is collected; {B} and {C} are not. = A+ B- C-
{A} is collected, but {B} and {C} are not. = A+ B- C-
{A} is collected, {B} and {C} are not. = A+ B- C-
{A} is not collected; {B} and {C} are. = A- B+ C+
{A} is collected; {B}, your name and {C} are not. = A+ B- C-
{A} may be collected, whereas {B} and {C} will not be. = A+ B- C-
We collect {A} and {C}, never {B}. = A+ C+ B-
We collect {A} and {C}, but never {B}. = A+ C+ B-
We collect {A} and {C}, not {B}. = A+ C+ B-
We collect {A}, {C} and your name, never {B}. = A+ C+ B-
`), "\n")
