// Package model says what methods do whose bodies are not in an app, or are too
// large to be worth reading: the platform's and those of well-known libraries.
//
// The models are text files in data/, one theme a file, embedded and parsed
// strictly: an unknown word, a line said twice or one that can never take effect
// is an error with file and line. Load reads only which classes there are, and
// the lines of a class when they are asked for; [Table.Check], which a test
// calls, reads all. A line names methods of the class above it and
// lists what each does, in order:
//
//	class java.lang.StringBuilder
//	  append: this <- a1; ret = this         # every overload
//	  insert(2): this <- a2; ret = this      # those with two parameters
//	  getChars(int,int,char[],int): a3 <- this
//	  length, capacity: none
//
// Exact parameter types go before a number of parameters, and that before any.
// A model holds for the class and its subtypes, the nearest one wins; a model
// of <init> holds for its class alone. The walk up the hierarchy is the
// caller's: [Table.Class] knows exact classes only.
//
// # References
//
//	this       the receiver
//	a1..a9     an explicit argument; an overload that lacks it skips the step
//	args       all explicit arguments
//	ret        the result
//	X.$name    a cell of X that only models know; what $callback holds is called,
//	           and no part of the data of X
//	X.name     a public field of X, as the platform declares it (Message.obj)
//	static.$n  a cell of the whole app
//	"text"     a string constant
//
// # Steps
//
//	X <- Y         X carries what Y carries: copied or derived data
//	X = Y          X is Y; X is ret or a cell
//	X[K] = Y       store under a key: a reference, "text", next (one more), * (some)
//	X = Y[K]       load; with * every element
//	X[*] = Y[*]    all elements, keys kept, and what Y itself carries
//	drop X[K]      forget what is under a key, with * all that X holds
//	call R.m(Y)    m of R is called with these arguments; [X =] [later] before it
//	icc W ...      effects between components, see words.go
//	reflect W ...  reflection, see words.go
//	none           nothing flows
//
// Within one line, what a place is given adds up: "ret = this[a1]; ret = a2" may
// be either, and so with cells. Data that is derived stays with what carries it:
// "ret <- this" takes what this was given, what its elements are and what its
// cells hold, however deep, but not the fields of the app's own objects. A cell,
// field or element written into a ret that is nothing yet makes a new object of
// the declared result type, and so does "ret <- X".
//
// "call" is a call like any other: of a body in the app, or of the model of a
// class without one, so that a stream that wraps a stream hands on by calling
// its write. Who is called is known by the objects met, never by the declared
// type alone.
//
// Keys that are the same constant meet; a number and a text may be the same
// (columns of a table); a key that is not constant may be any, except that of a
// static cell (a file, a preference file), which then is a place of its own. An
// object that only the library knows is read back from the same place, so that
// "ret = static.$files[a1]" names one object for each name.
//
// # Classes
//
//	class C            models for C, where no body is in the app
//	class C body       models that go before the body that the app has for this
//	                   very class, never before that of a subclass of it
//	class C like D     what D does, where no line of C says otherwise
//	default P: steps   what a method without a model does, by exact class or
//	                   "package.*", the nearest winning
//
// A default never writes into an object of the app's own.
//
// Limits: a key that is not constant stands for all; positions that insertion
// or removal would move are joined; nothing is said of exceptions, of time, or
// of how a value is changed on its way: a digest of data is still that data.
package model
