package grammar

const MaxItem = 6 // words of an item of a list
