package policy

import (
	"strings"
	"testing"
)

// TestConditions: of two data types in a sentence, which is done under a condition: "+" said,
// "?" said under a condition, "-" denied.
func TestConditions(t *testing.T) {
	readForms(t, conditions, pairsOfTypes, typesSaid(t))
}

// Conditions are written for one of the two only where no careful reader would give it to both.
var conditions = strings.Split(strings.TrimSpace(`
We collect {A} and, with your permission, {B}. = A+ B?
We collect {A}, your name and, with your consent, {B}. = A+ B?
We collect {A} and (with your permission) {B}. = A+ B?
We collect {A}, {B} (with your permission) and your name. = A+ B?
We collect {A} and – only with your permission – {B}. = A+ B?
We collect {A} and, if you allow us to, {B}. = A+ B?
We collect {A}, and, if you agree, {B}. = A+ B?
Our app collects {A}, and, if you enable the feature, also {B}. = A+ B?
We collect your name, {A} and, where you have allowed it, {B}. = A+ B?
We collect {A} and, with your permission, we also collect {B}. = A+ B?
We collect {A}, and if you agree, we also collect {B}. = A+ B?
We collect {A} and, where you have given your consent, we collect {B}. = A+ B?
We collect {A}. If you allow it, we also collect {B}. = A+ B?
We collect {A}. With your separate consent, {B} may be collected. = A+ B?
We collect {A}; with your consent, we collect {B}. = A+ B?
We collect {A}; subject to your consent, we collect {B}. = A+ B?
We collect {A}; {B} is collected only if you allow it. = A+ B?
We collect {A}, but we collect {B} only with your consent. = A+ B?
We collect {A}, but {B} only with your consent. = A+ B?
We collect {A} automatically and {B} only with your permission. = A+ B?
{A} is collected automatically, while {B} is collected only with your consent. = A+ B?
{A} is always collected, {B} only if you agree. = A+ B?
{A} (always) and {B} (only with your consent) are collected. = A+ B?
With your consent, we collect {B}; we always collect {A}. = A+ B?
If you agree, we collect {B}; {A} is always collected. = A+ B?
With your consent we collect {B}. We collect {A} in any case. = A+ B?
We collect {B} with your permission. {A} is collected automatically. = A+ B?
We collect {B} if you turn it on. We always collect {A}. = A+ B?
We collect {B} (if you allow it), {A} and your name. = A+ B?
We collect {B} (with your permission) and {A}. = A+ B?
We collect {B} (only with your consent), but {A} is always collected. = A+ B?
We collect {A}, and ask for your permission before we collect {B}. = A+ B?
We collect {A}, and you can choose to share {B} with us. = A+ B?
You may choose to give us {B}; {A} is collected automatically. = A+ B?
With your permission, we collect {A} and {B}. = A? B?
We collect {A} and {B}, but only with your permission. = A? B?
If you agree, {A} and {B} are collected. = A? B?
Unless you opt out, we collect {A}; we do not collect {B}. = A? B-
We collect {A} if you agree, but we never collect {B}. = A? B-
With your consent, we collect {A}. We do not collect {B}. = A? B-
We collect {A}. We do not collect {B} without your consent. = A+ B-
We collect {A}, but will not collect {B} unless you agree. = A+ B-
We do not collect {B} without your permission, but we do collect {A}. = A+ B-
We share {A} with our partners and, with your consent, {B}. = A+ B?
We use {A} to run the app and, if you opt in, {B} to help you find friends. = A+ B?
We use {A} to run the app and, with your permission, use {B} to help you find friends. = A+ B?
The app reads {A} and, after you have agreed, {B}. = A+ B?
The app reads {A}; it reads {B} after you have agreed. = A+ B?
If you agree, we collect {A} and share {B}. = A? B?
We collect {A} and {B} with your permission. = A? B?
We collect {A} and {B} (with your permission). = A? B?
With your permission we may automatically collect {A} and {B}. = A? B?
We collect {A}, {B} and your name, if you agree. = A? B?
{A} and {B} are only collected if you allow it. = A? B?
Only if you agree do we collect {A} and {B}. = A? B?
We may collect, with your consent, {A} and {B}. = A? B?
We may, with your consent, collect {A} and {B}. = A? B?
The app asks for your permission and then collects {A} and {B}. = A? B?
Once you have agreed, the app always collects {A} and {B}. = A? B?
We collect {A}. In addition, where you have opted in, {B} is collected. = A+ B?
Besides {A}, which is always collected, we collect {B} if you allow it. = A+ B?
We collect {A} as well as, with your consent, {B}. = A+ B?
We collect {A} plus, if you opt in, {B}. = A+ B?
Information we collect includes {A} and, with your consent, {B}. = A+ B?
We share {A} with advertisers and, if you have consented, {B} with analytics companies. = A+ B?
{A} is shared with our partners. {B} is only shared where you have opted in. = A+ B?
Our partners collect {A} and, with your permission, {B}. = A+ B?
{A} and, with your permission, {B} are collected. = A+ B?
{A} and, if you consent, {B} may be shared with our partners. = A+ B?
We collect {A}; however, we only collect {B} with your explicit consent. = A+ B?
Although we collect {A}, we collect {B} only if you have agreed. = A+ B?
We collect {A} (always), {B} (if you opt in). = A+ B?
We collect {A}, your name, and, if you grant permission, your photos and {B}. = A+ B?
We may collect {A}. We may also, if you have opted in, collect {B}. = A+ B?
You can let us access {B}. We also access {A}. = A+ B?
We collect: {A}; with your consent, {B}. = A+ B?
We collect {A} and, unless you object, {B}. = A+ B?
We collect {A}, and we ask for your consent to collect {B}. = A+ B?
{A} is stored on our servers; {B} only if you turn on backup. = A+ B?
With your consent, we collect {B}, but we always collect {A}. = A+ B?
With your consent we collect {B}, and {A} is collected automatically. = A+ B?
We collect (a) {A} and (b) {B} (if you allow it). = A+ B?
We collect (i) {B} (with your permission), (ii) {A} and (iii) your name. = A+ B?
If you agree, we collect (a) {A} and (b) {B}. = A? B?
We collect (a) {A} and (b) {B}, but only if you agree. = A? B?
We share {A} or {B} (if you choose to let us read it) with partners. = A+ B?
We collect {A} or {B}, if you agree. = A? B?
We collect {A}, your name (if you give it) and {B} (if you turn it on). = A+ B?
We collect {A} as well as {B} if you turn on the radar. = A+ B?
We collect {A} as well as {B}, if you agree. = A? B?
We collect {A} and also {B} when you grant us permission. = A+ B?
We find friends by reading {A} or by reading {B} if you switch it on. = A+ B?
We collect {B} when you allow it, {A} and your name. = A+ B?
We collect {A}, your model and, depending on your device settings, {B}. = A+ B?
We collect {A} and {B} only if you press the button. = A? B?
We collect sensitive data with your consent, such as {A} and {B}. = A? B?
`), "\n")
