package grammar

const MaxOpening = 3 // words before who an item names: "our trusted third-party"
